"""What is read from whole pages."""

import datetime as dt
import gc
from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from documents import (
    DigitalContent,
    Document,
    DocumentPage,
    Doubt,
    FormValue,
    PageSet,
    ReadState,
    Writing,
)
from extractors import (
    DocumentReading,
    TextReader,
    read_document,
)
from extractors.chance import FEATURES, ChanceTable, Curve
from extractors.crop import WrittenPage
from forms.definition import FieldKind
from ocr import Engines, Grammar, Pixels, Recognition, ScriptedEngine
from tests.extractors.drawn_pages import AUTHORIZATION, FORM, LIBRARY, faxed, filled, image


def read(
    pixels: Pixels,
    bad_rows: int = 0,
    digital: DigitalContent | None = None,
    engine: ScriptedEngine | None = None,
    chances: ChanceTable | None = None,
) -> DocumentReading:
    page_set = PageSet(fax="0" * 64, pages=(image(pixels, bad_rows, digital),), whole=True)
    document = Document(
        fax="0" * 64, number=1, form=AUTHORIZATION, pages=(DocumentPage(number=1, form_page=1, turn=0),)
    )
    first = engine or ScriptedEngine(["DELIA"])
    reader = TextReader(Engines(first=first, second=None), dt.date(2018, 3, 6), chances=chances)
    return read_document(document, page_set, lambda _: pixels, FORM, LIBRARY, reader)


def test_a_filled_page_is_read_field_by_field() -> None:
    done = read(faxed(filled(), scale=0.98))
    reading = done.reading
    assert reading.value("patient_first_name") == "DELIA"
    assert reading.value("attest_hofh") == "yes"
    assert reading.of("attest_liver").state is ReadState.BLANK
    assert reading.value("prescriber_signature") == "present"
    assert reading.of("patient_last_name").state is ReadState.BLANK
    assert len(reading.readings) == len(FORM.fields)
    assert not any(one.doubts for one in reading.readings if one.field != "patient_first_name")
    assert reading.margin_notes == ()


def test_a_reading_has_the_chance_that_the_curves_in_use_give_it() -> None:
    def even(writing: Writing) -> Curve:
        return Curve(
            kinds=(FieldKind.NAME,),
            writing=writing,
            weights=(0.0,) * len(FEATURES),
            offset=0,
            slope=1,
            intercept=0,
            most=1,
            fitted_on=1,
        )

    table = ChanceTable(curves=(even(Writing.TYPED), even(Writing.HANDWRITTEN)))
    name = read(faxed(filled()), chances=table).reading.of("patient_first_name")
    assert (name.value, name.chance) == ("DELIA", 0.5)
    assert read(faxed(filled()), chances=ChanceTable()).reading.of("patient_first_name").chance is None


def test_every_crop_behind_a_reading_is_handed_over() -> None:
    done = read(faxed(filled()))
    assert {one.evidence.crop for one in done.reading.readings} == {crop.digest for crop in done.crops}


def test_reading_the_same_page_twice_gives_the_same() -> None:
    assert read(faxed(filled())) == read(faxed(filled()))


class PageCounter(ScriptedEngine):
    """Counts the pages that are still held when the engines begin to read."""

    held = -1

    def read_many(
        self, crops: Sequence[Pixels], grammars: Sequence[Grammar | None]
    ) -> tuple[Recognition, ...]:
        gc.collect()
        self.held = sum(isinstance(one, WrittenPage) for one in gc.get_objects())
        return super().read_many(crops, grammars)


def test_pages_are_let_go_before_the_engines_read() -> None:
    engine = PageCounter(["DELIA"])
    read(faxed(filled()), engine=engine)
    assert engine.held == 0


def test_handwriting_in_the_margin_is_noted() -> None:
    page = filled().copy()
    cv2.putText(page, "please call", (1250, 2130), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 1.4, 0, 3)
    (note,) = read(faxed(page)).reading.margin_notes
    assert note.left > 0.65
    assert note.top > 0.85


def test_rows_lost_under_a_field_of_a_damaged_page_are_a_doubt() -> None:
    zone = FORM.field("patient_first_name").box
    row = int((zone.top + zone.bottom) / 2 * 2244)
    reading = read(faxed(filled(), ((row, 9),)), bad_rows=9).reading
    assert Doubt.DAMAGED_ROWS in reading.of("patient_first_name").doubts
    assert Doubt.DAMAGED_ROWS not in reading.of("prescriber_signature").doubts


def test_a_page_that_cannot_be_laid_over_its_blank_is_illegible_everywhere() -> None:
    reading = read(np.full((2244, 1728), 255, np.uint8)).reading
    assert {one.state for one in reading.readings} == {ReadState.ILLEGIBLE}
    assert not reading.pages[0].trusted


def test_a_born_digital_page_states_its_values_itself() -> None:
    said = DigitalContent(
        values=(
            FormValue(name="patient_first_name", value="Delia"),
            FormValue(name="patient_last_name", value=""),
            FormValue(name="attest_hofh.yes", value="Yes"),
        )
    )
    reading = read(faxed(filled()), digital=said).reading
    first = reading.of("patient_first_name")
    assert (first.value, first.writing, first.doubts) == ("Delia", Writing.DIGITAL, ())
    assert reading.of("attest_hofh").doubts == ()


def test_a_value_that_the_picture_does_not_show_is_in_doubt() -> None:
    said = DigitalContent(
        values=(
            FormValue(name="patient_first_name", value="Delia"),
            FormValue(name="patient_last_name", value="Harmon"),
            FormValue(name="attest_hofh.yes", value=""),
        )
    )
    reading = read(faxed(filled()), digital=said).reading
    assert Doubt.PICTURE_DISAGREES in reading.of("patient_last_name").doubts
    assert Doubt.PICTURE_DISAGREES in reading.of("attest_hofh").doubts


def test_a_document_of_another_form_is_refused() -> None:
    page = faxed(filled())
    page_set = PageSet(fax="0" * 64, pages=(image(page),), whole=True)
    document = Document(
        fax="0" * 64, number=1, form=None, pages=(DocumentPage(number=1, form_page=0, turn=0),)
    )
    reader = TextReader(Engines(first=ScriptedEngine([]), second=None), dt.date(2018, 3, 6))
    with pytest.raises(ValueError, match="document 1"):
        read_document(document, page_set, lambda _: page, FORM, LIBRARY, reader)
