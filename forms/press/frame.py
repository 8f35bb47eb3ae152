"""What frames the fields of a page: the header, the section headings and the footer."""

from forms.form_file import FormFile, Headings, PrintEntry, SectionEntry
from forms.press.paper import BOLD, HAIR, HEIGHT, PLAIN, RULE, WIDTH, Paper, text_width, wrapped

LEFT, RIGHT = 43.0, WIDTH - 43.0
TOP, FOOT = 36.0, HEIGHT - 55.0
PROGRAM = "KYNAMRO\u00ae REMS Program"
DRUG = "KYNAMRO\u00ae (mipomersen sodium) injection 200 mg/mL"
FAX_BACK = "1-877-778-9008"
NOTE_SIZE = 8.5
CODE_HIGH, CODE_INSET = 20.0, 5.0
CORNER, CORNER_SIZE = 25.0, 9.0


class Frame:
    """Header, headings and footer of one form."""

    def __init__(self, paper: Paper, written: FormFile, style: PrintEntry) -> None:
        self._paper = paper
        self._written = written
        self._instructions = f"{style.instructions} Items marked with a star (*) are required."
        self._ruled = style.headings is Headings.RULED
        self._shaded = style.headings is Headings.SHADED
        self._gap = style.heading_gap * 72
        self._corner_marks = style.corner_marks
        self.foot = FOOT - (CODE_HIGH - 8.0 if written.codes else 0.0)

    def header(self, page: int) -> float:
        """Print the header of a page; gives the top of what comes under it."""
        if page > 1:
            return self._short_header()
        bottom = self._centered_header() if self._ruled else self._sided_header()
        y = bottom + 13
        for line in wrapped(self._instructions, NOTE_SIZE, RIGHT - LEFT):
            self._paper.text(LEFT, y, line, NOTE_SIZE)
            y += NOTE_SIZE * 1.2
        return y - NOTE_SIZE - 1

    def _sided_header(self) -> float:
        paper, title = self._paper, self._written.title
        paper.text(LEFT, TOP + 12, PROGRAM, 12, BOLD)
        paper.text(LEFT, TOP + 23, DRUG, 8)
        paper.text(LEFT, TOP + 43, title, 17, BOLD)
        fax_left = RIGHT - text_width(FAX_BACK, 13, BOLD) - 20
        paper.frame(fax_left, TOP + 2, RIGHT, TOP + 44, weight=RULE)
        middle = (fax_left + RIGHT) / 2
        paper.text_centered(middle, TOP + 14, "Fax completed form to", 8)
        paper.text_centered(middle, TOP + 29, FAX_BACK, 13, BOLD)
        paper.text_centered(middle, TOP + 39, "Coordinating Center", 7.5)
        paper.rule(LEFT, RIGHT, TOP + 51, 1.4)
        return TOP + 51

    def _centered_header(self) -> float:
        paper, middle = self._paper, WIDTH / 2
        paper.rule(LEFT, RIGHT, TOP + 2, RULE)
        paper.text_centered(middle, TOP + 18, PROGRAM.upper(), 13, BOLD)
        paper.text_centered(middle, TOP + 36, self._written.title, 15, BOLD)
        paper.text_centered(middle, TOP + 49, f"Return by fax: {FAX_BACK}", 10, PLAIN)
        paper.rule(LEFT, RIGHT, TOP + 56, RULE)
        paper.rule(LEFT, RIGHT, TOP + 58, RULE)
        return TOP + 58

    def _short_header(self) -> float:
        paper = self._paper
        paper.text(LEFT, TOP + 12, PROGRAM, 10, BOLD)
        paper.text(LEFT, TOP + 27, f"{self._written.title} (continued)", 12, BOLD)
        paper.text_ending(RIGHT, TOP + 12, "Fax completed form to", 8)
        paper.text_ending(RIGHT, TOP + 27, FAX_BACK, 11, BOLD)
        paper.rule(LEFT, RIGHT, TOP + 34, 1.4)
        return TOP + 36

    def heading_height(self, section: SectionEntry) -> float:
        """Points a section heading takes, with its note."""
        return 18.0 + self._gap + len(self._note(section)) * NOTE_SIZE * 1.2

    def heading(self, section: SectionEntry, top: float) -> float:
        """Print a section heading and its note; gives the top of what comes under it."""
        paper = self._paper
        number = 1 + self._written.section.index(section)
        bar = top + self._gap
        if self._ruled:
            letter = "ABCDEFGHIJ"[number - 1]
            paper.text(LEFT, bar + 11, f"{letter}.  {section.title.upper()}", 9.5, BOLD)
            paper.rule(LEFT, RIGHT, bar + 14.5, 1.6)
        else:
            if self._shaded:
                paper.shade(LEFT, bar, RIGHT, bar + 15)
            paper.rule(LEFT, RIGHT, bar + 15, 0.8 if self._shaded else 1.6)
            paper.text(LEFT + 4, bar + 11, f"{number}. {section.title}", 10, BOLD)
        y = bar + 18 + NOTE_SIZE
        for line in self._note(section):
            paper.text(LEFT, y - 0.5, line, NOTE_SIZE)
            y += NOTE_SIZE * 1.2
        return top + self.heading_height(section)

    def _note(self, section: SectionEntry) -> list[str]:
        return wrapped(section.note, NOTE_SIZE, RIGHT - LEFT) if section.note else []

    def footer(self, page: int) -> None:
        """Print the footer: form and revision, fax-back number, page, and the code where there is one."""
        paper, y = self._paper, HEIGHT - 32.0
        pages = f"Page {page} of {self._written.page_count}"
        if self._corner_marks:
            self._corners()
        paper.rule(LEFT, RIGHT, y - (CODE_HIGH + 3 if self._written.codes else 11), HAIR)
        paper.text(LEFT, y, self._written.revision, 8.5, BOLD)
        if not self._written.codes:
            paper.text_centered(WIDTH / 2, y, f"Fax to {FAX_BACK}", 8.5)
            paper.text_ending(RIGHT, y, pages, 8.5, BOLD)
            return
        paper.code(RIGHT - CODE_INSET, y + 2 - CODE_HIGH, y + 2, self._written.codes[page - 1])
        paper.text(LEFT, y - 12, f"{pages}     Fax to {FAX_BACK}", 8.5)

    def _corners(self) -> None:
        """Solid squares in the corners, outside all print and above where people write notes."""
        for left in (CORNER, WIDTH - CORNER - CORNER_SIZE):
            for top in (CORNER, HEIGHT - CORNER - CORNER_SIZE):
                self._paper.square(left, top, CORNER_SIZE)
