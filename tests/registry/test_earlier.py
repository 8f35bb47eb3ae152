"""A signature that is the very ink of an earlier one is known again; one written anew is not."""

import numpy as np
import sqlalchemy as sa

from documents import EarlierDocument, Outcome
from documents.ink_print import ink_print
from registry import papers
from registry.database import reading, writing
from registry.earlier import earlier_documents
from registry.effects import record_decision
from registry.faxes import FaxSink
from tests.registry.people import (
    NOON,
    PREF,
    PRESCRIBER_VALUES,
    TODAY,
    arrival_of,
    decision_of,
    digest_of,
    document_of,
    fax_of,
    inked,
    pages_of,
    reading_of,
)

SIGNED = {**PRESCRIBER_VALUES, "prescriber_signature": "present", "prescriber_signature_date": "2017-11-14"}
LATER = {**SIGNED, "prescriber_signature_date": "2018-02-19"}
DOWN = np.eye(40, 120, dtype=np.bool_)
UP = DOWN[::-1]


def arrives(
    engine: sa.Engine, name: str, values: dict[str, str], strokes: str
) -> tuple[EarlierDocument, ...]:
    """A sent-back form arrives with this ink for a signature; the documents like it that came before."""
    seen = inked(reading_of(name, PREF, values), strokes)
    FaxSink(engine, lambda session, fax: None).accept(fax_of(name), arrival_of(name))
    with writing(engine) as session:
        papers.save_pages(session, pages_of(name, ""))
        papers.save_documents(session, digest_of(name), (document_of(name, PREF),))
        papers.save_reading(session, seen, NOON)
        record_decision(session, decision_of(name, PREF, Outcome.DEFICIENT, values), TODAY)
    with reading(engine) as session:
        return earlier_documents(session, seen, ())


def corrected(engine: sa.Engine, name: str, values: dict[str, str], strokes: str) -> None:
    """A person sets right what was read of a form that arrived; it is decided again as before."""
    with writing(engine) as session:
        papers.save_reading(session, inked(reading_of(name, PREF, values), strokes), NOON, 1)
        record_decision(session, decision_of(name, PREF, Outcome.DEFICIENT, values, revision=1), TODAY)


def test_the_same_ink_with_another_date_is_told_from_a_signature_written_anew(
    registry_engine: sa.Engine,
) -> None:
    assert arrives(registry_engine, "first", SIGNED, ink_print(DOWN)) == ()
    assert arrives(registry_engine, "anew", LATER, ink_print(UP)) == ()
    (copy,) = arrives(registry_engine, "copied", {**LATER, "office_phone": "2125550177"}, ink_print(DOWN))
    assert (copy.fax, copy.same_signature, copy.same_dates) == (digest_of("first"), True, False)


def test_the_same_ink_on_the_sheet_that_was_sent_back_has_the_same_date(registry_engine: sa.Engine) -> None:
    arrives(registry_engine, "first", SIGNED, ink_print(DOWN))
    (back,) = arrives(registry_engine, "back", {**SIGNED, "office_phone": "2125550177"}, ink_print(DOWN))
    assert (back.same_signature, back.same_dates) == (True, True)


def test_a_signature_line_without_a_print_is_like_nothing(registry_engine: sa.Engine) -> None:
    arrives(registry_engine, "first", SIGNED, "")
    assert arrives(registry_engine, "again", LATER, "") == ()


def test_of_a_form_that_was_read_wrongly_only_what_was_set_right_counts(registry_engine: sa.Engine) -> None:
    arrives(registry_engine, "first", SIGNED, ink_print(DOWN))
    corrected(registry_engine, "first", LATER, ink_print(UP))
    assert arrives(registry_engine, "as it was read", SIGNED, ink_print(DOWN)) == ()
    (same,) = arrives(registry_engine, "as it is", LATER, "")
    assert (same.fax, same.same_content) == (digest_of("first"), True)
    found = arrives(registry_engine, "copied", {**LATER, "office_phone": "2125550177"}, ink_print(UP))
    assert [(one.fax, one.same_signature) for one in found] == [(digest_of("first"), True)]
