"""Samples on the capture edition: a character a cell, and a code that a real call leaves readable."""

import datetime as dt
import io
import random
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from documents import BadInput, FormRef
from extractors.page_code import CodedPage, coded_page
from forms.comb import cells_of, place_boxes, without_separators
from forms.definition import FieldKind
from forms.library import load_forms
from samples.batch import BatchNote, BatchOptions, make_batch
from samples.calls import CallSetting, LineQuality, SentPage, send
from samples.draw import blank_page, draw_page
from samples.editions import in_editions
from samples.paper import pick_conditions, to_fax
from samples.plan import plan_batch
from samples.scenario import PRESCRIBER_2015
from samples.scenarios import scenario
from samples.stage import Hands, Staged, stage
from samples.style import Mode

LIBRARY = load_forms()
ORDER = FormRef(form="prescription_authorization", edition="2026-11")
FORM = LIBRARY.get(ORDER)
DAY = dt.date(2026, 12, 1)


def staged(mode: Mode, seed: int) -> Staged:
    return stage(scenario(ORDER, "complete"), LIBRARY, Hands(mode=mode), DAY, random.Random(seed))


@pytest.mark.parametrize("mode", ["typed", "hand"])
def test_every_character_stands_in_a_cell_of_its_own(mode: Mode) -> None:
    told = staged(mode, 3)
    page = draw_page(told.filled, FORM, LIBRARY.blank_path(ORDER), 1)
    added = blank_page(LIBRARY.blank_path(ORDER), 1).astype(int) - page > 60
    for field, content in zip(FORM.fields, told.filled.fields, strict=True):
        if not field.comb:
            continue
        inked = []
        for cell in cells_of(field.comb):
            left, top, right, bottom = place_boxes(field)[cell].pixels(page.shape[1], page.shape[0])
            inked.append(bool(added[top + 4 : bottom - 4, left + 4 : right - 4].sum() > 15))
        count = len(without_separators(field.comb, content.written))
        assert inked == [place < count for place in range(len(inked))], field.name


def test_a_comb_leaves_no_choice_of_how_a_date_or_phone_is_written() -> None:
    for field, content in zip(FORM.fields, staged("hand", 4).filled.fields, strict=True):
        if content.written and field.comb and field.kind is FieldKind.DATE:
            month, day, year = content.written.split("/")
            assert f"{year}-{month}-{day}" == content.truth.value
        if content.written and field.comb and field.kind is FieldKind.PHONE:
            assert content.written.replace("-", "") == content.truth.value


@pytest.mark.parametrize("snr_db", [None, 24.0])
def test_the_code_is_read_after_a_call_at_standard_resolution(snr_db: float | None) -> None:
    rng = random.Random(11)
    page = draw_page(staged("hand", 5).filled, FORM, LIBRARY.blank_path(ORDER), 1)
    ink = to_fax(page, "standard", pick_conditions("office", rng), rng)
    line = LineQuality() if snr_db is None else LineQuality(snr_db=snr_db)
    setting = CallSetting(ecm=False, forward=line, seed=7)
    call = send((SentPage(ink, 98),), setting, dt.datetime(2026, 12, 1, 15, tzinfo=dt.UTC))
    with Image.open(io.BytesIO(call.content)) as received:
        grey = np.asarray(received.convert("L"), np.uint8)
    size = (grey.shape[1], round(grey.shape[0] * 204 / 98))
    pixels = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    assert coded_page(pixels, LIBRARY) == CodedPage(ORDER, 1, 0)


def test_a_batch_can_be_printed_in_another_edition() -> None:
    plans = plan_batch(40, 9)
    assert in_editions(plans, (), LIBRARY) == plans
    moved = in_editions(plans, ("2026-11",), LIBRARY)
    assert {plan.form.edition for plan in moved} == {"2026-11"}
    for before, after in zip(plans, moved, strict=True):
        begins = LIBRARY.get(after.form).current_from
        assert after.received_at.date() >= begins
        assert (before.seed, before.mode, before.oddity) == (after.seed, after.mode, after.oddity)
        assert scenario(after.form, after.scenario).form == after.form
        assert not scenario(after.form, after.scenario).superseded


def test_forms_without_the_edition_stay_in_their_own() -> None:
    moved = in_editions(plan_batch(40, 9), ("2015-07",), LIBRARY)
    assert {plan.form for plan in moved if plan.form.form == PRESCRIBER_2015.form} == {PRESCRIBER_2015}
    assert {plan.form.edition for plan in moved if plan.form.form != PRESCRIBER_2015.form} == {"2017-10"}


def test_an_edition_nobody_printed_is_refused() -> None:
    with pytest.raises(BadInput, match=r"no form has an edition 1999-01; there are .*2026-11"):
        in_editions(plan_batch(1, 9), ("1999-01",), LIBRARY)


def test_a_batch_notes_its_editions_only_when_some_were_asked_for(tmp_path: Path) -> None:
    note = make_batch(
        tmp_path / "new", 1, 31, LIBRARY, lambda _done, _count: None, BatchOptions(editions=("2026-11",))
    )
    written = (tmp_path / "new" / "batch.json").read_text(encoding="utf-8")
    assert BatchNote.model_validate_json(written) == note
    assert note.editions == ("2026-11",)
    plain = BatchNote(seed=1, count=1, maker="1", spandsp="s", hand="fonts")
    assert "editions" not in plain.model_dump_json(exclude_defaults=True)
