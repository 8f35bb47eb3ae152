"""An order beside its acknowledgment in one fax waits for it, also while a person looks at it."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from documents import Digest, Resolution
from registry.csv_import import import_tables
from registry.database import writing
from registry.history import Moment
from review_queue import readings_by, resolve
from samples.registry_csv import OnFile, write_registry
from tests.pipeline.stacks import MOMENT, HalfBlindReaders, Line, page_of
from tests.review_queue.items import said
from tests.validators.builders import (
    PATIENT_ACKNOWLEDGMENT,
    PRESCRIBER,
    PRESCRIPTION_AUTHORIZATION,
    library,
)

BLURRED = "patient_printed_name"
HELD = ("review", ("PATIENT_NOT_ENROLLED",))


@pytest.fixture
def line(registry_engine: sa.Engine, tmp_path: Path) -> Line:
    doubting = Line(registry_engine, tmp_path, HalfBlindReaders(tmp_path, PATIENT_ACKNOWLEDGMENT, BLURRED))
    write_registry(OnFile(prescribers=(PRESCRIBER,)), tmp_path / "tables")
    moment = Moment(at=MOMENT, on=MOMENT.date())
    import_tables(registry_engine, (tmp_path / "tables",), moment, doubting.ways.decide_again)
    return doubting


@pytest.fixture
def fax(line: Line) -> Digest:
    """The order first, the acknowledgment behind it; nobody has looked yet."""
    order = page_of(1, PRESCRIPTION_AUTHORIZATION)
    enrollment = [page_of(number, PATIENT_ACKNOWLEDGMENT) for number in (1, 2)]
    taken = line.take("one", order, *enrollment)
    assert line.outcomes(taken) == {1: HELD, 2: ("review", ("ILLEGIBLE_PATIENT_PRINTED_NAME",))}
    return taken


def test_when_a_person_has_read_the_acknowledgment_the_order_beside_it_is_authorized(
    line: Line, fax: Digest
) -> None:
    look(line, fax, 2, Resolution.ACCEPT, {BLURRED: "Teodor Brannigan"})
    assert line.outcomes(fax) == {1: ("authorize", ()), 2: ("enroll", ())}
    assert line.items() == []


def test_when_a_person_rejects_the_acknowledgment_the_order_beside_it_is_refused_once_looked_at(
    line: Line, fax: Digest
) -> None:
    look(line, fax, 2, Resolution.REJECT, {})
    assert line.outcomes(fax)[1] == HELD
    look(line, fax, 1, Resolution.ACCEPT, {})
    assert line.outcomes(fax)[1] == ("reject", ("PATIENT_NOT_ENROLLED",))


def look(line: Line, fax: Digest, document: int, what: Resolution, values: dict[str, str]) -> None:
    """A person says something of a document."""
    form = library().get(PATIENT_ACKNOWLEDGMENT if document == 2 else PRESCRIPTION_AUTHORIZATION)
    correction = said(
        "one",
        document=document,
        resolution=what,
        readings=readings_by("clerk", form, None, values, lambda _field, value: value),
    )
    with writing(line.engine) as session:
        resolve(session, correction, form, line.ways.decide_again)
    line.do_work()
