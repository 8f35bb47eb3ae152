"""From recognitions to values, with one engine and with two."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from documents import Box, Doubt, ReadState, Writing
from extractors.agreement import AGREED, ALONE, confirmed, is_worth_asking, outvoted, weighed
from extractors.kinds import KINDS, Purpose
from extractors.settle import Settled, settle, shown_repair
from extractors.text_reading import TextReader, TextRequest
from extractors.type_text import TypeReader
from extractors.writing import PLAINLY_TYPED
from forms.definition import FieldDefinition, FieldKind, Need
from ocr import Engines, Recognition, ScriptedEngine
from ocr.decode import recognition
from tests.extractors.posteriors import seen_as

RECENT = Purpose(dt.date(2018, 3, 12))
NPI, PHONE, NAME = KINDS[FieldKind.NPI], KINDS[FieldKind.PHONE], KINDS[FieldKind.NAME]


def seen(
    text: str, allowed: str = "", fit: float = 1, trust: float = 0.99, unchecked: str = ""
) -> Recognition:
    return Recognition(
        text=allowed,
        confidence=trust if allowed else 0,
        seen=text,
        seen_confidence=trust,
        share=0.99 if allowed else 0,
        fit=fit if allowed else 0,
        unchecked=unchecked or allowed,
        unchecked_share=0.99,
    )


def test_what_is_seen_and_allowed_is_read_without_a_doubt() -> None:
    found = settle(seen("(312) 555-0142", "(312)555-0142"), PHONE, RECENT)
    assert found == Settled(ReadState.READ, "3125550142", 0.99)


def test_a_plainly_written_wrong_npi_is_read_as_written_and_shown_to_a_person() -> None:
    found = settle(seen("1234567890", "1234567893", fit=1e-6), NPI, RECENT)
    assert (found.state, found.value) == (ReadState.READ, "1234567890")
    assert found.doubts == (Doubt.CHECK_DIGIT_WRONG,)
    assert [other.value for other in found.alternatives] == ["1234567893"]


def test_an_npi_chosen_by_its_check_digit_says_so() -> None:
    found = settle(seen("1234567890", "1234567893", fit=0.2, unchecked="1234567890"), NPI, RECENT)
    assert (found.value, found.doubts) == ("1234567893", (Doubt.CHECK_DIGIT_CHOSE,))


def test_a_space_that_may_be_there_or_not_takes_nothing_from_a_number() -> None:
    unsure = {" ": 0.5}
    found = recognition(seen_as(*"(312)", unsure, *"555", unsure, *"0142"), PHONE.grammar())
    assert settle(found, PHONE, RECENT).value == "3125550142"
    assert found.share > 0.99
    assert weighed(settle(found, PHONE, RECENT), seen("(312) 555-0142"), PHONE, RECENT).confidence >= AGREED
    digit = recognition(seen_as(*"(312)555-014", {"2": 0.6, "7": 0.4}), PHONE.grammar())
    assert digit.share < 0.7


def test_a_day_is_one_day_however_it_is_written() -> None:
    found = recognition(seen_as({"0": 0.5}, *"3/12/2018"), KINDS[FieldKind.DATE].grammar())
    assert found.share > 0.9
    assert settle(found, KINDS[FieldKind.DATE], RECENT).value == "2018-03-12"


def test_a_letter_among_digits_is_repaired_but_never_silently() -> None:
    found = settle(seen("12345O7893"[:5] + "O7893", "1234507893", fit=1e-6), NPI, RECENT)
    assert (found.value, found.doubts) == ("1234507893", (Doubt.GRAMMAR_CHOSE,))


def test_a_repaired_diagnosis_code_says_so() -> None:
    kind = KINDS[FieldKind.ICD10]
    repaired = shown_repair(settle(seen("E7801", "E7801"), kind, RECENT), FieldKind.ICD10, "E7801")
    plain = shown_repair(settle(seen("E78.01", "E78.01"), kind, RECENT), FieldKind.ICD10, "E78.01")
    assert (repaired.value, repaired.doubts) == ("E78.01", (Doubt.GRAMMAR_CHOSE,))
    assert (plain.value, plain.doubts) == ("E78.01", ())


def test_scribbles_are_illegible() -> None:
    assert settle(seen("", ""), NPI, RECENT).state is ReadState.ILLEGIBLE
    assert settle(seen("|~", ""), NAME, RECENT).state is ReadState.ILLEGIBLE
    assert settle(seen("x", "", trust=0.1), NAME, RECENT).state is ReadState.ILLEGIBLE


def test_a_word_that_no_date_can_be_is_illegible() -> None:
    assert settle(seen("soon", ""), KINDS[FieldKind.DATE], RECENT).state is ReadState.ILLEGIBLE


def test_two_engines_that_agree_make_a_reading_sure_and_clear_what_the_grammar_chose() -> None:
    chosen = Settled(ReadState.READ, "1234567893", 0.4, (Doubt.CHECK_DIGIT_CHOSE,))
    sure = weighed(chosen, seen("1234567893"), NPI, RECENT)
    assert (sure.confidence, sure.doubts) == (AGREED, ())


def test_words_agree_without_case_and_punctuation() -> None:
    assert weighed(Settled(ReadState.READ, "D'Arcy", 0.7), seen("DARCY |"), NAME, RECENT).confidence == AGREED


def test_free_text_that_only_one_engine_gives_is_not_sure() -> None:
    alone = weighed(Settled(ReadState.READ, "Billings", 0.99), seen("Bilings", trust=0.95), NAME, RECENT)
    assert alone.confidence < 0.9
    assert alone.doubts == (Doubt.ENGINES_DISAGREE,)
    assert [other.value for other in alone.alternatives] == ["Bilings"]
    quiet = weighed(Settled(ReadState.READ, "Billings", 0.99), seen("", trust=0.0), NAME, RECENT)
    assert (quiet.confidence < 0.9, quiet.doubts) == (True, ())


def test_a_wrong_value_is_held_against_nobody_unless_both_engines_see_it() -> None:
    wrong = Settled(ReadState.READ, "1234567890", 0.99)
    assert is_worth_asking(wrong, NPI, Writing.TYPED)
    assert weighed(wrong, seen("1234567893"), NPI, RECENT).doubts == (Doubt.ENGINES_DISAGREE,)
    assert weighed(wrong, seen("1234567890"), NPI, RECENT).doubts == ()


def test_broken_digits_misread_alike_by_both_engines_are_not_sure() -> None:
    date = KINDS[FieldKind.DATE]
    broken = Settled(ReadState.READ, "2018-03-02", 0.5, trust=0.93)
    assert weighed(broken, seen("03/02/2018"), date, RECENT).confidence <= ALONE
    assert weighed(replace(broken, trust=0.99), seen("03/02/2018"), date, RECENT).confidence == AGREED


def test_a_number_that_nothing_proves_needs_both_engines() -> None:
    count = KINDS[FieldKind.INTEGER]
    unclear = Settled(ReadState.READ, "20", 0.94, trust=0.97)
    assert is_worth_asking(unclear, count, Writing.TYPED)
    assert weighed(unclear, seen("26"), count, RECENT).confidence <= ALONE
    assert not is_worth_asking(replace(unclear, trust=0.995), count, Writing.TYPED)


def test_what_all_others_see_is_sure_but_no_lone_character_and_nothing_all_see_badly() -> None:
    unsure = Settled(ReadState.READ, "Billings", ALONE, (Doubt.ENGINES_DISAGREE,), trust=0.95)
    same, other = seen("BILLINGS"), seen("Billing")
    sure = confirmed(unsure, [same, same], NAME, RECENT)
    assert (sure.confidence, sure.doubts) == (AGREED, ())
    assert confirmed(unsure, [same, other], NAME, RECENT) is unsure
    assert confirmed(unsure, [same, seen("Billings", trust=0.8)], NAME, RECENT) is unsure
    lone = Settled(ReadState.READ, "B", ALONE)
    assert confirmed(lone, [seen("B"), seen("B")], NAME, RECENT) is lone


def test_a_number_is_made_sure_by_others_only_where_its_check_digit_proves_it() -> None:
    npi = Settled(ReadState.READ, "1234567890", ALONE, (Doubt.CHECK_DIGIT_WRONG, Doubt.ENGINES_DISAGREE))
    found = confirmed(npi, [seen("1234567890")] * 2, NPI, RECENT)
    assert (found.confidence, found.doubts) == (AGREED, (Doubt.CHECK_DIGIT_WRONG,))
    phone = Settled(ReadState.READ, "3125550142", ALONE, trust=0.99)
    assert confirmed(phone, [seen("3125550142")] * 2, PHONE, RECENT) is phone


def test_a_misread_word_gives_way_to_what_two_others_see_and_stays_in_doubt() -> None:
    name = field("last_name", FieldKind.NAME)
    misread = Settled(ReadState.READ, "Landrv", 0.95)
    found = outvoted(misread, [seen("Landry"), seen("Lamdry"), seen("LANDRY")], name, RECENT)
    assert (found.value, found.confidence, found.doubts) == ("Landry", ALONE, (Doubt.ENGINES_DISAGREE,))
    assert [one.value for one in found.alternatives] == ["Landrv"]
    assert outvoted(misread, [seen("Landry"), seen("Landrv"), seen("Landri")], name, RECENT) is misread
    assert outvoted(misread, [seen("Lamdrv"), seen("Lamdrv")], name, RECENT) is misread
    known = Settled(ReadState.READ, "Landry", ALONE)
    assert outvoted(known, [seen("Landis"), seen("Landis")], name, RECENT) is known
    count = field("refills", FieldKind.INTEGER)
    assert outvoted(unsure := Settled(ReadState.READ, "3", ALONE), [seen("8")] * 2, count, RECENT) is unsure


def test_an_oh_among_digits_is_never_sure() -> None:
    code = Settled(ReadState.READ, "0D0AA7DOO", 0.99)
    assert weighed(code, seen("0D0AA7DOO"), NAME, RECENT).confidence < 0.9
    unsure = replace(code, confidence=ALONE)
    assert confirmed(unsure, [seen("0D0AA7DOO")] * 2, NAME, RECENT) is unsure


def test_a_second_engine_is_asked_about_digits_only_when_it_can_help() -> None:
    assert not is_worth_asking(Settled(ReadState.READ, "3125550142", 0.99), PHONE, Writing.TYPED)
    assert is_worth_asking(Settled(ReadState.READ, "3125550142", 0.5), PHONE, Writing.TYPED)


def field(name: str, kind: FieldKind) -> FieldDefinition:
    return FieldDefinition(
        name=name,
        label=name,
        kind=kind,
        need=Need.REQUIRED,
        section="",
        page=1,
        box=Box(left=0, top=0, right=1, bottom=1),
    )


def stroke() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    crop = np.full((40, 200), 255, np.uint8)
    crop[10:30, 20:180:8] = 0
    crop[10:30, 21:180:8] = 0
    return crop


def test_the_fields_of_a_document_are_read_in_order() -> None:
    engines = Engines(ScriptedEngine(["1234567893", "3/7/18"]))
    reader = TextReader(engines, RECENT.received_on)
    empty = np.full((40, 200), 255, np.uint8)
    npi, middle, date = reader.read(
        [
            TextRequest(field("npi", FieldKind.NPI), stroke(), 0.1),
            TextRequest(field("middle_initial", FieldKind.INITIAL), empty, 0.0),
            TextRequest(field("signature_date", FieldKind.DATE), stroke(), 0.1),
        ]
    ).readings
    assert (npi.field, npi.state, npi.value, npi.engine) == ("npi", ReadState.READ, "1234567893", "scripted")
    assert (middle.state, middle.value, middle.writing) == (ReadState.BLANK, "", Writing.NONE)
    assert date.value == "2018-03-07"


def test_a_second_engine_is_named_where_it_was_asked() -> None:
    reader = TextReader(Engines(ScriptedEngine(["Ann"]), ScriptedEngine(["ANN"])), RECENT.received_on)
    reading = reader.read([TextRequest(field("first_name", FieldKind.NAME), stroke(), 0.1)]).readings[0]
    assert (reading.value, reading.engine, reading.confidence) == ("Ann", "scripted+scripted", 1.0)


@pytest.mark.parametrize(
    ("second", "confidence", "doubts"),
    [("1234567893", 1.0, ()), ("1254567893", ALONE, (Doubt.ENGINES_DISAGREE,))],
)
def test_a_number_with_a_check_digit_is_sure_when_one_more_engine_sees_it(
    second: str, confidence: float, doubts: tuple[Doubt, ...]
) -> None:
    engines = Engines(ScriptedEngine(["1234567893"]), ScriptedEngine([second]))
    request = TextRequest(field("npi", FieldKind.NPI), stroke(), 0.1)
    (found,) = TypeReader(engines, RECENT.received_on).read([(request, PLAINLY_TYPED)])
    assert (found.value, found.confidence, found.doubts) == ("1234567893", confidence, doubts)
    assert found.engine == "scripted+scripted"


def test_text_stated_by_the_page_takes_its_normal_form() -> None:
    reader = TextReader(Engines(ScriptedEngine([])), RECENT.received_on)
    assert reader.normal_form(field("patient_birth_date", FieldKind.DATE), "6/1/52") == "1952-06-01"
    assert reader.normal_form(field("state", FieldKind.STATE), "?") is None
