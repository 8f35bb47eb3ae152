"""A result as `process`, `show` and `replay` report it."""

import json

from documents import ClassifiedPage, Disposition, Document, DocumentPage, PageGuess, PageKind, Writing
from pipeline.result import FaxResult, JudgedDocument, case_of, report
from tests.pipeline.reports import FAX
from tests.validators.builders import PRESCRIPTION_AUTHORIZATION, change, library, perfect
from tests.validators.verdicts import disposition
from validators import Limits

CASE = change(perfect(PRESCRIPTION_AUTHORIZATION), "allergies", confidence=0.12345)
LIMITS = Limits()


def judged() -> JudgedDocument:
    return JudgedDocument(document=CASE.reading.document, reading=CASE.reading, disposition=disposition(CASE))


def odd_pages() -> JudgedDocument:
    page = DocumentPage(number=2, form_page=0, turn=0)
    document = Document(fax=FAX.digest, number=2, form=None, pages=(page,))
    made = disposition(CASE).model_dump() | {"document": 2, "form": None, "outcome": "route"}
    return JudgedDocument(document=document, disposition=Disposition.model_validate(made))


def cover() -> ClassifiedPage:
    guess = PageGuess(kind=PageKind.COVER, score=0.8)
    return ClassifiedPage(number=2, turn=0, best=guess, text="To whom it may concern")


RESULT = FaxResult(fax=FAX, classified=(cover(),), documents=(judged(), odd_pages()))


def test_a_report_has_the_keys_that_programs_rely_on() -> None:
    printed = json.loads(report("fax.tif", RESULT, library(), LIMITS).model_dump_json())
    assert set(printed) >= {"file", "fax", "documents", "pages"}
    document = printed["documents"][0]
    assert set(document) >= {"form", "edition", "pages", "fields", "findings", "disposition"}
    field = document["fields"]["prescriber_npi"]
    assert set(field) >= {"state", "value", "confidence", "auto", "alternatives", "box", "page"}
    assert set(document["disposition"]) >= {"outcome", "reasons"}
    for finding in document["findings"]:
        assert set(finding) >= {"rule", "code", "severity", "fields", "message"}


def test_every_field_of_the_form_is_reported_with_its_value() -> None:
    document = report("fax.tif", RESULT, library(), LIMITS).documents[0]
    assert set(document.fields) == {field.name for field in CASE.form.fields}
    npi = document.fields["prescriber_npi"]
    assert (npi.state, npi.value, npi.auto) == ("read", CASE.reading.value("prescriber_npi"), True)
    assert document.fields["allergies"].confidence == 0.1235
    assert document.disposition.outcome == "authorize"


def test_auto_is_what_the_rules_go_by() -> None:
    document = report("fax.tif", RESULT, library(), LIMITS).documents[0]
    assert {name for name, field in document.fields.items() if field.auto} == {
        field.name for field in CASE.form.fields if CASE.auto(field.name)
    }
    assert not document.fields["allergies"].auto


def test_handwriting_is_not_used_without_a_person() -> None:
    by_hand = change(CASE, "patient_last_name", writing=Writing.HANDWRITTEN)
    found = judged().model_copy(update={"reading": by_hand.reading})
    document = report(
        "fax.tif", RESULT.model_copy(update={"documents": (found,)}), library(), LIMITS
    ).documents[0]
    assert not document.fields["patient_last_name"].auto


def test_pages_that_are_no_form_have_neither_form_nor_fields() -> None:
    document = report("fax.tif", RESULT, library(), LIMITS).documents[1]
    assert (document.form, document.edition, document.fields, document.pages) == (None, None, {}, (2,))
    assert case_of(odd_pages(), library(), LIMITS) is None


def test_words_of_other_pages_stay_behind() -> None:
    assert "concern" not in report("fax.tif", RESULT, library(), LIMITS).model_dump_json()
