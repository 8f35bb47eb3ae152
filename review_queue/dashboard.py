"""The dashboard: how the desk, the fax line and the audits stand, as plots and tables."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from documents import Record
from documents.safety import SafetyEnding
from forms.library import FormLibrary
from ocr.credit.bounds import upper_bound
from registry.brake_events import BrakeState
from registry.known_answers import Agreement, agreements
from registry.open_items import Depth, depth
from registry.queue_figures import Waits, calls, corrected, passed, touch_times, waits
from registry.safety import SafetyCount, closed_reports, safety_count
from review_queue.plots import Plot, plot
from review_queue.words import reason_in_words, span

WINDOW = dt.timedelta(days=7)
"""How far back the dashboard looks, where it counts what happened."""

SURENESS = 0.95
MOST_REASONS = 12


class CheckedFamily(Record):
    """A brake with the error rate that its checked readings do not rule out, one-sided, in percent."""

    brake: BrakeState
    at_most: float


@dataclass(frozen=True)
class Sources:
    """Where the dashboard has its words and numbers from; `local` puts a moment on the center's clock."""

    library: FormLibrary
    brakes: Callable[[Session], Sequence[BrakeState]]
    local: Callable[[dt.datetime], dt.datetime]
    safety_hours: float | None = None


@dataclass(frozen=True)
class Dashboard:
    """Everything the dashboard shows; `touched` are median and 90th percentile of touch times, or empty.

    `harm` are the open safety reports, `harm_closed` how many of those closed lately ended how.
    """

    at: dt.datetime
    depth: Depth
    harm: SafetyCount
    harm_closed: Mapping[SafetyEnding, int]
    plots: tuple[Plot, ...]
    touched: tuple[str, ...]
    resolved: int
    checked: tuple[CheckedFamily, ...]
    people: tuple[Agreement, ...]


def dashboard(session: Session, now: dt.datetime, sources: Sources) -> Dashboard:
    """The dashboard at a moment."""
    since = now - WINDOW
    times = touch_times(session, since)
    by_form, by_reason = waits(session)
    titles = {form.ref.form: form.title for form in reversed(tuple(sources.library))}
    return Dashboard(
        at=now,
        depth=depth(session, now),
        harm=safety_count(session, now, sources.safety_hours),
        harm_closed=Counter(
            one.closing.ending for one in closed_reports(session, since) if one.closing is not None
        ),
        plots=(
            _waiting(
                "forms", "Waiting, by form", by_form, now, lambda form: titles.get(form, "No form of ours")
            ),
            _waiting("reasons", "Waiting, by reason", by_reason[:MOST_REASONS], now, reason_in_words),
            _passed(session, since, titles),
            _corrected(session, since, sources.library),
            _line(session, since, now, sources),
        ),
        touched=_touched(times),
        resolved=len(times),
        checked=tuple(
            CheckedFamily(brake=one, at_most=100 * upper_bound(one.wrong, one.checked, SURENESS))
            for one in sources.brakes(session)
        ),
        people=agreements(session),
    )


def percentile(ordered: Sequence[dt.timedelta], share: float) -> dt.timedelta:
    """The smallest length that at least this share of the lengths, given in order, does not exceed."""
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def _touched(times: Sequence[dt.timedelta]) -> tuple[str, ...]:
    if not times:
        return ()
    return tuple(_seconds(percentile(times, share)) for share in (0.5, 0.9))


def _seconds(length: dt.timedelta) -> str:
    whole = round(length.total_seconds())
    return span(length) if whole >= 3600 else f"{whole // 60} min {whole % 60:02d} s"


def _waiting(
    name: str, title: str, found: Sequence[Waits], now: dt.datetime, words: Callable[[str], str]
) -> Plot:
    rows = [(words(one.about), one.count, 0, (str(one.count), span(now - one.oldest))) for one in found]
    return plot(name, title, (title.split(", by ")[1].capitalize(), "Items", "Oldest"), rows, "")


def _passed(session: Session, since: dt.datetime, titles: dict[str, str]) -> Plot:
    found = passed(session, since)
    every = Counter(one.form for one in found)
    straight = Counter(one.form for one in found if one.straight)
    rows = [
        (
            titles.get(form, form),
            count,
            straight[form],
            (str(count), str(straight[form]), _share(straight[form], count)),
        )
        for form, count in every.most_common()
    ]
    headings = ("Form", "Decided", "Without a person", "Share")
    return plot("passed", "Straight through, by form", headings, rows, "decided without a person")


def _corrected(session: Session, since: dt.datetime, library: FormLibrary) -> Plot:
    kinds = {
        (form.ref.form, form.ref.edition, field.name): field.kind for form in library for field in form.fields
    }
    every: Counter[str] = Counter()
    changed: Counter[str] = Counter()
    for one in corrected(session, since):
        kind = kinds.get((one.form, one.edition, one.field))
        if kind is not None:
            name = f"{kind}, {one.writing}" if one.writing != "none" else f"{kind}, nothing seen"
            every[name] += 1
            changed[name] += one.changed
    rows = [
        (name, count, changed[name], (str(count), str(changed[name]), _share(changed[name], count)))
        for name, count in every.most_common()
    ]
    headings = ("Kind and writing", "Looked at", "Changed", "Share")
    return plot(
        "corrected", "Corrections, by kind of field and writing", headings, rows, "changed by a person"
    )


def _line(session: Session, since: dt.datetime, now: dt.datetime, sources: Sources) -> Plot:
    today = sources.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = []
    for day in (today - dt.timedelta(days=back) for back in range(WINDOW.days, -1, -1)):
        found = calls(session, max(day, since), day + dt.timedelta(days=1))
        figures = (str(found.faxes), str(found.partial), str(found.pages), str(found.damaged))
        rows.append((f"{day:%a %d %b}", found.faxes, found.partial, figures))
    headings = ("Day", "Faxes", "Partial", "Pages", "Damaged pages")
    return plot("line", "Fax line, by day", headings, rows, "broke off")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"
