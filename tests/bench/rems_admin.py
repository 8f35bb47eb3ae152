"""Defective forms put to the logic of mcode/rems-admin and to faxdesk's rules: what does each accept?

rems-admin (MITRE, snapshot d5f1a2a of 2025-09-16) is described here by what its source does, not run: a
submission that resolves to a requirement is completed on arrival; required items, ticks, signatures, check
digits and the score of an assessment are not looked at; nothing ends. It has no form for a pharmacy, whose
enrollment is seeded as met, and none for a prescription: a case is approved once for patient and drug.
`python -m tests.bench.rems_admin --docs docs/benchmarks.md` writes the table.
"""

import argparse
import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from documents import GRANTS, Outcome, Standing
from forms.library import FormLibrary, load_forms
from pipeline.decide import decide
from samples.scenario import Scenario
from samples.scenarios import SCENARIOS
from samples.stage import Hands, stage
from tests.bench.document_section import rewritten
from tests.validators.stories import case_of
from validators import RULE_SET, check

_COMMAND = "make bench-rems-admin"
_AS_OF = dt.datetime(2018, 3, 12, 15, tzinfo=dt.UTC)
_ASKED_OF_CASE = frozenset(
    {"patient enrollment", "prescriber enrollment", "assessment", "pharmacy enrollment"}
)


class Judged(NamedTuple):
    """A story, what faxdesk makes of it, and whether rems-admin lets it through, with its words."""

    story: Scenario
    faxdesk: Outcome
    reasons: tuple[str, ...]
    accepted: bool
    told: str


def met_before(story: Scenario) -> frozenset[str]:
    """The requirements rems-admin holds as met before the fax; once met they stay so."""
    met = {"pharmacy enrollment"}
    if story.prescriber in (Standing.CERTIFIED, Standing.DECERTIFIED):
        met |= {"prescriber enrollment", "assessment"}
    if story.knowledge is not None:
        met.add("assessment")
    if story.patient in (Standing.ENROLLED, Standing.DISCONTINUED):
        met.add("patient enrollment")
    return frozenset(met)


def rems_admin(story: Scenario) -> tuple[bool, str]:
    """Whether rems-admin takes the form of the story as complete, or lets the drug out on it; and how."""
    form = story.form.form
    if form == "pharmacy_enrollment":
        return True, "no form: every pharmacy counts as enrolled"
    if form == "prescription_authorization":
        met = met_before(story)
        if "patient enrollment" not in met:
            return False, "no form; no case of the patient"
        approved = met >= _ASKED_OF_CASE
        return approved, f"no form: the case is {'approved' if approved else 'pending'} whatever it says"
    what = "prescriber enrollment" if form == "prescriber_enrollment" else "patient enrollment"
    case = "" if what == "prescriber enrollment" else ", case opened"
    return True, f"{what} completed{case}"


def judged(library: FormLibrary) -> Iterator[Judged]:
    """Every story of a form that should not be granted, read perfectly."""
    for story in SCENARIOS:
        if story.outcome in GRANTS:
            continue
        form = library.get(story.form)
        on = (form.current_until or _AS_OF.date()) + dt.timedelta(days=story.superseded)
        staged = stage(story, library, Hands(mode="typed"), on, random.Random(1))
        case = case_of(staged, story)
        decided = decide(case.reading.document, form, check(case), _AS_OF, RULE_SET)
        yield Judged(story, decided.outcome, decided.reasons, *rems_admin(story))


def section(today: dt.date) -> str:
    """The comparison as Markdown."""
    found = list(judged(load_forms()))
    rows = [
        f"| {one.story.form.form.replace('_', ' ')}: {one.story.name} | {one.faxdesk.value}: "
        f"{', '.join(one.reasons)} | {'accepts' if one.accepted else 'does not accept'}: {one.told} |"
        for one in found
    ]
    granted = sum(one.faxdesk in GRANTS for one in found)
    accepted = sum(one.accepted for one in found)
    told = (
        f"Of {today.isoformat()}: the {len(found)} defective stories of the samples, read perfectly. "
        f"faxdesk grants {granted} of them, rems-admin accepts {accepted}. To accept is to take the form "
        "as complete, or to hold the patient's case approved. rems-admin is described by the logic of its "
        "source (snapshot d5f1a2a of 2025-09-16) and not run; it was made to show messages and never "
        "claimed to judge forms."
    )
    head = ["| form and story | faxdesk | rems-admin |", "|---|---|---|"]
    parts = [["## Beside rems-admin"], ["```", _COMMAND, "```"], [told], [*head, *rows]]
    return "\n\n".join("\n".join(part) for part in parts)


def main(today: dt.date) -> int:
    """Print the comparison, and write it where it was asked for; 1 when faxdesk grants a defective form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--docs", type=Path, help="Markdown file to write into")
    asked = parser.parse_args()
    text = section(today)
    print(text)
    if asked.docs:
        old = asked.docs.read_text(encoding="utf-8")
        asked.docs.write_text(rewritten(old, "rems-admin", _COMMAND, text), encoding="utf-8")
    return int(any(one.faxdesk in GRANTS for one in judged(load_forms())))


if __name__ == "__main__":
    sys.exit(main(dt.datetime.now(dt.UTC).date()))  # noqa: TID251  # a bench says when it ran
