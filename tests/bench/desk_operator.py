"""An operator by script: resolves the sample batch at the desk with its truth for eyes, and counts keys."""

import html
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from documents import GRANTS, DocumentTruth, FieldTruth, ReadState, Role
from pipeline.demo import Dropped, drop, work_off
from pipeline.replay import import_registry, truth_of
from pipeline.settings import Settings, load_settings
from pipeline.station import open_station, utc_now
from registry import papers
from registry.database import open_database, reading
from registry.review_items import open_items
from tests.bench.desk_times import share_of
from tests.review_queue.web.desk import Browser, Desk

BATCH = Path(__file__).parents[2] / "samples" / "batch"
PEOPLE = (("ada", Role.OPERATOR), ("bo", Role.SECOND_REVIEWER), ("sue", Role.SUPERVISOR))
REASON = "seen on the page"
ENTER, CHORD = 1, 2
MOST_ACTS = 300
PATIENCE = 3600.0

CLAIMED = 303

_FIELD = re.compile(r'<form method="post" action="[^"]*/fields/(\w+)".*?</form>', re.DOTALL)
_FINDING = re.compile(
    r'<article class="finding review">(?:(?!</article>).)*?action="[^"]*/findings/(\w+)".*?</article>',
    re.DOTALL,
)
_REVISION = re.compile(r'name="revision" value="(\d+)"')
_WRITTEN = re.compile(r'<input id="say-\w+" name="value" value="([^"]*)"')
_CHOICE = re.compile(r'<(?:button name="take"|input type="checkbox" name="value") value="([^"]*)"([^>]*)>')


@dataclass
class Effort:
    """What one document took: the fields visited, the keys pressed, and how it ended."""

    truth: DocumentTruth
    at_desk: bool = False
    visited: list[str] = field(default_factory=list)
    keys: int = 0
    set_aside: int = 0
    ended: str = ""

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong with the document: it is to be granted."""
        return self.truth.outcome in GRANTS

    @property
    def by_hand(self) -> bool:
        """Whether some of it is handwritten, marks and signatures aside."""
        return any(one.hand == "hand" and one.value not in ("yes", "present") for one in self.truth.fields)


def settings_for(folder: Path) -> Settings:
    """The settings of an installation in a folder."""
    return load_settings(
        data_folder=folder / "data",
        inbox=folder / "inbox",
        settle_seconds=0,
        scan_seconds=1,
        patience_seconds=3,
        receipt_time="file",
        audit_auto_share=0,
        audit_reviewed_share=0,
    )


def prepare(settings: Settings) -> tuple[Dropped, ...]:
    """Process the sample batch, as far as the machine goes."""
    with open_station(settings) as station:
        import_registry(station, BATCH)
        dropped = drop(BATCH, settings.inbox)
        work_off(station, len({one.digest for one in dropped}), lambda done: None, PATIENCE)
    return dropped


def efforts(settings: Settings, dropped: tuple[Dropped, ...]) -> tuple[list[Effort], int]:
    """Resolve everything that waits; the effort for each document, and how many items had no truth."""
    engine = open_database(settings.database)
    desk = Desk(engine, settings.data_folder)
    desk.clock.at = utc_now()
    people = []
    for name, role in PEOPLE:
        desk.add(name, role)
        people.append(desk.signed_in(name))
    with reading(engine) as session:
        waiting = [(item.fax, item.document) for item in open_items(session)]
        found = {
            (fax, document): {page.number for page in papers.document(session, fax, document).pages}
            for fax, document in waiting
        }
    made = {}
    for one in dropped:
        for document in _documents_of(one):
            made[(one.digest, document.pages)] = Effort(document)
    others = 0
    for (fax, number), pages in found.items():
        effort = next((each for (of, _), each in made.items() if of == fax and _same(each, pages)), None)
        others += effort is None
        if effort is not None:
            _resolve(people, f"/items/{fax}/{number}", effort)
    engine.dispose()
    return list(made.values()), others


def _documents_of(one: Dropped) -> tuple[DocumentTruth, ...]:
    sample = BATCH / one.sample
    return truth_of(sample).documents if sample.is_dir() else ()


def _same(effort: Effort, pages: set[int]) -> bool:
    return {page for page in effort.truth.pages if page is not None} == pages


def _resolve(people: list[Browser], item: str, effort: Effort) -> None:
    """Work on an item, person after person, until it has ended or nobody can go on."""
    effort.at_desk, effort.ended = True, "not resolved"
    for browser in people:
        if browser.post(f"{item}/claim").status_code != CLAIMED:
            continue
        page = browser.get(item).text
        for _ in range(MOST_ACTS):
            form = next((found for found in _FIELD.finditer(page) if "autofocus" in found.group()), None)
            if form is None:
                break
            page = _say(browser, item, form, effort)
        if _ends(browser, item, page, effort):
            effort.ended = "completed"
            return


def _say(browser: Browser, item: str, form: re.Match[str], effort: Effort) -> str:
    """Say what the truth is of the field in focus; the page that comes back."""
    name, (revision,) = form[1], _REVISION.findall(form.group())
    truth = next(one for one in effort.truth.fields if one.name == name)
    said, keys = act(form.group(), truth)
    effort.visited.append(name)
    effort.keys += keys
    sent = {"revision": revision, **said}
    page = browser.post(f"{item}/fields/{name}", sent).text
    if 'name="insist"' in page:
        effort.keys += CHORD
        page = browser.post(f"{item}/fields/{name}", {**sent, "insist": "true"}).text
    return page


def act(form: str, truth: FieldTruth) -> tuple[dict[str, str], int]:
    """What is sent of the field in focus, and how many keys that takes; a chord is two."""
    if truth.ambiguous:
        return {"state": "illegible"}, CHORD
    if truth.state is ReadState.BLANK:
        return {"state": "blank"}, ENTER if re.search(r'value="blank"[^>]*autofocus', form) else CHORD
    choices = {html.unescape(value): more for value, more in _CHOICE.findall(form)}
    written = _WRITTEN.search(form)
    if written:
        return _typed(truth.value, html.unescape(written[1]), choices)
    if 'type="checkbox"' in form:
        chosen = set(truth.value.split(","))
        toggled = [value for value, more in choices.items() if (value in chosen) != ("checked" in more)]
        return {"value": truth.value}, CHORD * len(toggled) + ENTER
    return {"take": truth.value}, ENTER if "autofocus" in choices[truth.value] else CHORD


def _typed(wanted: str, shown: str, others: Mapping[str, str]) -> tuple[dict[str, str], int]:
    if shown and _plain(shown) == _plain(wanted):
        return {"value": shown}, ENTER
    if wanted in others:
        return {"take": wanted}, CHORD
    return {"value": wanted}, (CHORD if shown else 0) + len(wanted) + ENTER


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


def _ends(browser: Browser, item: str, page: str, effort: Effort) -> bool:
    """Set aside what still asks for a person, then complete or pass on; whether the item has ended."""
    while finding := next((one for one in _FINDING.finditer(page) if "autofocus" in one.group()), None):
        sent = {"revision": _REVISION.findall(finding.group())[0], "reason": REASON}
        page = browser.post(f"{item}/findings/{finding[1]}", sent).text
        effort.keys += len(REASON) + ENTER
        effort.set_aside += 1
    revision = {"revision": _REVISION.findall(page)[0]}
    effort.keys += ENTER
    if f'action="{item}/complete"' not in page:
        browser.post(f"{item}/pass-on", revision)
        return False
    following = browser.post(f"{item}/complete", revision).headers["location"]
    if following != "/queue":
        browser.post(f"{following}/release")
    return True


def tables(made: list[Effort], others: int) -> str:
    """The effort as a Markdown table; figures with a slash are median and 90 %."""
    kinds = {
        "clean": [one for one in made if one.clean],
        "clean, typed or digital": [one for one in made if one.clean and not one.by_hand],
        "clean, partly by hand": [one for one in made if one.clean and one.by_hand],
        "with something wrong": [one for one in made if not one.clean],
    }
    lines = [
        "| documents of the sample batch | all | fields visited | at the desk | fields visited there | "
        "keys there | findings set aside | not resolved |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [f"| {name} | {len(every)} | {_row(every)} |" for name, every in kinds.items()]
    return "\n".join((*lines, "", f"{others} items were pages of no form of ours."))


def _row(every: list[Effort]) -> str:
    came = [one for one in every if one.at_desk]
    cells = (
        _middle_and_late([len(one.visited) for one in every]),
        str(len(came)),
        _middle_and_late([len(one.visited) for one in came]),
        _middle_and_late([one.keys for one in came]),
        str(sum(one.set_aside for one in came)),
        str(sum(one.ended != "completed" for one in came)),
    )
    return " | ".join(cells)


def _middle_and_late(counts: list[int]) -> str:
    return f"{share_of(counts, 0.5):g} / {share_of(counts, 0.9):g}"


def main() -> None:
    """Process the sample batch, resolve it, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_for(Path(folder))
        print(tables(*efforts(settings, prepare(settings))))


if __name__ == "__main__":
    main()
