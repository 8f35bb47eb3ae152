"""Cases of the samples' stories, read perfectly."""

import datetime as dt

from documents import Box, Doubt, FieldReading, FieldTruth, FormReading, ReadState, Writing
from documents.facts import Facts
from samples.scenario import Scenario
from samples.stage import Staged
from tests.validators.builders import perfect
from validators import Case

_MARGIN = Box(left=0.1, top=0.95, right=0.9, bottom=0.99)


def case_of(staged: Staged, story: Scenario) -> Case:
    """The case of a staged story, received on the last day of its edition or on the tests' day."""
    case = perfect(story.form)
    readings = tuple(_reading_of(truth, case.reading.of(truth.name)) for truth in staged.filled.truths)
    reading = FormReading(
        document=case.reading.document,
        readings=readings,
        margin_notes=(_MARGIN,) if staged.filled.note else (),
    )
    facts = Facts.model_validate(dict(staged.on_file))
    received = (staged.form.current_until or dt.date(2018, 3, 12)) + dt.timedelta(days=story.superseded)
    return case.model_copy(
        update={"reading": reading, "facts": facts, "received_on": received, "decided_on": received}
    )


def _reading_of(truth: FieldTruth, old: FieldReading) -> FieldReading:
    writing = Writing.NONE if truth.state is ReadState.BLANK else Writing.TYPED
    doubts = (Doubt.UNCLEAR_MARK,) if truth.ambiguous else ()
    told = {"state": truth.state, "value": truth.value, "seen": truth.value, "writing": writing}
    return FieldReading.model_validate({**dict(old), **told, "doubts": doubts, "confidence": 1.0})
