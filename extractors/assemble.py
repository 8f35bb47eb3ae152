"""Put pages together to documents by what they are, not by where they stand in the fax."""

from dataclasses import dataclass, field

from documents import ClassifiedPage, Document, DocumentPage, FormRef, PageKind, PageSet
from forms.library import FormLibrary


@dataclass
class _Gathering:
    """A document while its pages are being found: form page to classified page."""

    form: FormRef | None
    pages: dict[int, ClassifiedPage] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(page.number for page in self.pages.values())

    @property
    def last(self) -> int:
        return max(page.number for page in self.pages.values())

    def distance(self, page: ClassifiedPage) -> int:
        return min(abs(page.number - mine.number) for mine in self.pages.values())


def assemble(
    page_set: PageSet, classified: tuple[ClassifiedPage, ...], library: FormLibrary
) -> tuple[Document, ...]:
    """The documents of a fax, numbered in the order of their first pages.

    A page joins the nearest open document of its form and edition that lacks it; a form page that all of
    them have starts another. Every page that is no form of ours, cover sheets and blank pages too, is a
    document of its own with no form: no page goes without a disposition. Doubts: `interleaved` when pages of
    two documents of the same form are mixed, `replies to two letters` when their codes say so.
    """
    gathered: list[_Gathering] = []
    for page in sorted(classified, key=lambda page: page.number):
        if page.best.kind is PageKind.FORM and page.best.form is not None and page.best.form_page is not None:
            _join(gathered, page, page.best.form, page.best.form_page)
        else:
            gathered.append(_Gathering(None, {0: page}))
    gathered.sort(key=lambda gathering: gathering.first)
    return tuple(
        _document(page_set, number, gathering, gathered, library)
        for number, gathering in enumerate(gathered, start=1)
    )


def _join(gathered: list[_Gathering], page: ClassifiedPage, form: FormRef, form_page: int) -> None:
    open_ones = [one for one in gathered if one.form == form and form_page not in one.pages]
    if not open_ones:
        gathered.append(_Gathering(form, {form_page: page}))
        return
    min(open_ones, key=lambda one: one.distance(page)).pages[form_page] = page


def _document(
    page_set: PageSet, number: int, one: _Gathering, all_of_them: list[_Gathering], library: FormLibrary
) -> Document:
    replies = {page.reply_to for page in one.pages.values() if page.reply_to}
    doubts = ["interleaved"] if _is_interleaved(one, all_of_them) else []
    if len(replies) > 1:
        doubts.append("replies to two letters")
    wanted = range(1, library.get(one.form).page_count + 1) if one.form is not None else range(0)
    return Document(
        fax=page_set.fax,
        number=number,
        form=one.form,
        pages=tuple(
            DocumentPage(number=page.number, form_page=form_page, turn=page.turn)
            for form_page, page in sorted(one.pages.items())
        ),
        missing=tuple(form_page for form_page in wanted if form_page not in one.pages),
        reply_to=next(iter(replies)) if len(replies) == 1 else "",
        doubts=tuple(doubts),
    )


def _is_interleaved(one: _Gathering, all_of_them: list[_Gathering]) -> bool:
    """Whether the pages of this document and of another of the same form reach into each other."""
    return any(
        other is not one and one.form is not None and other.form == one.form and _overlap(one, other)
        for other in all_of_them
    )


def _overlap(one: _Gathering, other: _Gathering) -> bool:
    return one.first < other.last and other.first < one.last
