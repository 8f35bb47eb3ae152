"""Real fax calls: what arrives over good and bad lines, and that it is the same every time."""

import datetime as dt
import hashlib
import io
import subprocess
import sys
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from documents import MissingEngine
from samples.calls import (
    CLEAN,
    CallSetting,
    HeaderLine,
    LineQuality,
    ReceivedCall,
    SentPage,
    send,
    with_header,
)
from samples.calls.header import HeaderStyle
from samples.calls.line import FRAME, Line
from samples.calls.spandsp import library

ROWS: dict[int, int] = {98: 1078, 196: 2156}
NOON = dt.datetime(2018, 1, 31, 12, 0, 5, tzinfo=dt.UTC)
HEADER = HeaderLine(
    style="toshiba", place="outside", station="Lakeside Clinic", phone="6125550123", sent_at=NOON
)


def page(y_dpi: Literal[98, 196], number: int = 0) -> SentPage:
    image = Image.new("1", (1728, ROWS[y_dpi]), 1)
    pen = ImageDraw.Draw(image)
    for row in range(40, ROWS[y_dpi] - 40, 24):
        pen.text((100, row), f"page {number} row {row} ALT 31 AST 28 TBIL 0.4 " * 3, fill=0)
    pen.rectangle((60, 20, 1660, ROWS[y_dpi] - 20), outline=0, width=3)
    return SentPage(~np.asarray(image, dtype=np.bool_), y_dpi)


def pages_of(call: ReceivedCall) -> list[tuple[NDArray[np.bool_], dict[int, object]]]:
    found = []
    with Image.open(io.BytesIO(call.content)) as fax:
        for number in range(getattr(fax, "n_frames", 1)):
            fax.seek(number)
            tags = dict(fax.tag_v2)  # type: ignore[attr-defined]  # a TIFF has tags
            found.append((~np.asarray(fax.convert("1"), dtype=np.bool_), tags))
    return found


@pytest.mark.parametrize("y_dpi", [98, 196])
@pytest.mark.parametrize("ecm", [True, False])
def test_a_clean_call_delivers_every_dot(y_dpi: Literal[98, 196], ecm: bool) -> None:  # noqa: FBT001
    sent = (page(y_dpi, 1), page(y_dpi, 2))
    call = send(sent, CallSetting(ecm=ecm, caller="6125550123"), NOON)
    assert (call.report.sender, call.report.receiver) == ("OK", "OK")
    for (got, tags), wanted in zip(pages_of(call), sent, strict=True):
        assert np.array_equal(got, wanted.pixels)
        assert (tags[256], tags[282], tags[283], tags[296]) == (1728, 204, y_dpi, 2)
        assert (tags[262], tags[266], tags[270]) == (0, 2, "6125550123")
        assert tags[327] == 0 if not ecm else True
        assert 326 not in tags
    assert [damage.bad_rows for damage in call.damage] == [0, 0]


@pytest.mark.parametrize("y_dpi", [98, 196])
@pytest.mark.parametrize(
    "line",
    [LineQuality(snr_db=22), LineQuality(clicks_per_s=1), LineQuality(packet_loss=0.01)],
    ids=["noise", "clicks", "packet loss"],
)
def test_a_bad_line_without_error_correction_spoils_rows(y_dpi: Literal[98, 196], line: LineQuality) -> None:
    sent = page(y_dpi)
    call = send((sent,), CallSetting(ecm=False, forward=line, seed=5), NOON)
    ((got, tags),) = pages_of(call)
    damage = call.damage[0]
    assert damage.bad_rows > 0
    assert (tags[326], tags[327], tags[328]) == (damage.bad_rows, 1, damage.worst_run)
    assert len(got) == len(sent.pixels) - damage.rows_missing < len(sent.pixels)


@pytest.mark.parametrize("y_dpi", [98, 196])
def test_error_correction_repairs_the_same_noise(y_dpi: Literal[98, 196]) -> None:
    sent = page(y_dpi)
    noisy = CallSetting(ecm=True, forward=LineQuality(snr_db=23), seed=5)
    call = send((sent,), noisy, NOON)
    assert np.array_equal(pages_of(call)[0][0], sent.pixels)
    assert call.report.pages[0].ecm_retries > 0


def test_a_line_that_dies_leaves_the_pages_that_arrived() -> None:
    dead = LineQuality(dead_from_s=40)
    setting = CallSetting(forward=dead, backward=dead, limit_s=130)
    call = send((page(98, 1), page(98, 2), page(98, 3)), setting, NOON)
    assert call.report.receiver != "OK"
    assert len(pages_of(call)) == len(call.damage) == 1


def test_a_page_that_is_lost_whole_leaves_no_file() -> None:
    dead = LineQuality(dead_from_s=15)
    call = send((page(98),), CallSetting(forward=dead, backward=dead, limit_s=100), NOON)
    assert (call.content, call.damage) == (b"", ())


def test_pages_of_two_resolutions_arrive_in_one_call() -> None:
    call = send((page(196), page(98)), CallSetting(), NOON)
    assert [tags[283] for _, tags in pages_of(call)] == [196, 98]


def test_the_received_file_tells_the_time_of_the_story_and_nothing_of_this_machine() -> None:
    call = send((page(98),), CallSetting(), NOON)
    tags = pages_of(call)[0][1]
    assert tags[34910] == round(call.report.line_seconds)
    assert tags[306] == "2018/01/31 12:00:05"
    assert str(tags[305]).startswith("Spandsp")
    assert 316 not in tags


def test_the_same_call_gives_the_same_bytes_in_another_process() -> None:
    here = hashlib.sha256(_damaged_call().content).hexdigest()
    there = subprocess.run(
        [sys.executable, __file__], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert there.stdout.strip() == here


def _damaged_call() -> ReceivedCall:
    line = LineQuality(snr_db=22.5, packet_loss=0.001)
    return send((page(98),), CallSetting(ecm=False, forward=line, seed=9), NOON)


def test_without_the_library_the_error_names_its_debian_package() -> None:
    with pytest.raises(MissingEngine, match=r"apt-get install libspandsp2"):
        library("libspandsp-that-is-not-there.so.2")


def test_a_clean_line_changes_only_what_a_telephone_does() -> None:
    line = Line(CLEAN, seed=1)
    tone = np.rint(8000 * np.sin(np.arange(FRAME * 20) * 2 * np.pi * 1000 / 8000)).astype(np.int16)
    frames = [line.carry(frame) for frame in np.split(tone, 20)]
    heard = np.concatenate([frame for frame in frames if frame is not None])
    assert len(heard) == len(tone)
    assert np.abs(heard[1000:].max() - 8000) < 400


def test_lost_packets_are_counted() -> None:
    line = Line(LineQuality(packet_loss=0.2, from_s=0), seed=3)
    silence = np.zeros(FRAME, dtype=np.int16)
    lost = sum(line.carry(silence) is None for _ in range(500))
    assert lost == line.packets_lost
    assert 60 < lost < 140


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("toshiba", "01-31-2018 12:00  FROM: LAKESIDE CLINIC +1-612-555-0123  T-123  P.001/003  F-123"),
        ("spandsp", "31-Jan-2018  12:00    Lakeside Clinic                         16125550123    p.1"),
        ("hylafax", "From +1.6125550123 Lakeside Clinic | Wed Jan 31 12:00:05 2018 | Page 1 of 3"),
        ("brother", "Jan/31/2018 12:00:05 PM    Lakeside Clinic 612-555-0123    1/3"),
        ("xerox", "01/31/2018 12:00   6125550123      LAKESIDE CLINIC                       PAGE  01/03"),
    ],
)
def test_header_lines_are_worded_as_machines_word_them(style: HeaderStyle, line: str) -> None:
    assert HEADER.model_copy(update={"style": style}).text(1, 3) == line


@pytest.mark.parametrize(("y_dpi", "rows"), [(98, 16), (196, 32), (391, 64)])
def test_a_header_line_outside_pushes_the_page_down(y_dpi: int, rows: int) -> None:
    plain = np.ones((500, 1728), dtype=np.bool_)
    headed = with_header(plain, HEADER, 1, 1, y_dpi)
    assert np.array_equal(headed[rows:], plain)
    assert 0 < headed[:rows].mean() < 0.3


def test_a_header_line_inside_covers_the_top_of_the_page() -> None:
    plain = np.ones((500, 1728), dtype=np.bool_)
    headed = with_header(plain, HEADER.model_copy(update={"place": "inside"}), 1, 1, 98)
    assert headed.shape == plain.shape
    assert not headed[:16].all()
    assert headed[16:].all()


def test_no_header_line_leaves_the_page_alone() -> None:
    plain = np.ones((500, 1728), dtype=np.bool_)
    assert with_header(plain, HEADER.model_copy(update={"place": "none"}), 1, 1, 98) is plain


if __name__ == "__main__":
    sys.stdout.write(hashlib.sha256(_damaged_call().content).hexdigest())
