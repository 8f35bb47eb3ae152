"""Each kind of bad input ends in one typed state with a sentence for a clerk."""

import io
import logging

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from documents import Refusal, RefusalReason
from intake.decode import DecodedPages, decode_fax
from intake.limits import DecodeLimits
from tests.intake.makers import (
    MadePage,
    decoded,
    fax_of,
    group4,
    hand_made_tiff,
    page,
    pdf_of,
    same,
    saved,
    tiff,
)


def refusal(content: bytes, **limits: float) -> Refusal:
    answer = decode_fax(content, fax_of(content), DecodeLimits(**limits))
    assert isinstance(answer, Refusal)
    assert answer.fax == fax_of(content).digest
    return answer


def photograph(kind: str) -> bytes:
    file = io.BytesIO()
    page().convert("L").save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "reason", "word"),
    [
        (b"", RefusalReason.EMPTY, "empty"),
        (b"Dear Sirs,\r\nplease find enclosed\r\n", RefusalReason.NOT_A_FAX, "text file"),
        (photograph("JPEG"), RefusalReason.NOT_A_FAX, "JPEG picture"),
        (photograph("PNG"), RefusalReason.NOT_A_FAX, "PNG picture"),
        (b"PK\x03\x04" + bytes(100), RefusalReason.NOT_A_FAX, "Office or ZIP"),
        (b"\x00\x01\x02" * 50, RefusalReason.NOT_A_FAX, "no kind of file"),
        (b"II*\0\x08\0\0\0", RefusalReason.BROKEN, "damaged"),
        (b"%PDF-1.4\n1 0 obj\n<<", RefusalReason.BROKEN, "damaged"),
    ],
)
def test_what_is_no_fax_is_refused_in_words(content: bytes, reason: RefusalReason, word: str) -> None:
    refused = refusal(content)
    assert refused.reason is reason
    assert word in refused.message


def test_five_hundred_pages_are_too_many() -> None:
    tiny = group4(page((1728, 120)))
    content = hand_made_tiff(*[MadePage(tiny) for _ in range(500)], size=(1728, 120))
    assert refusal(content).reason is RefusalReason.TOO_MANY_PAGES
    with pikepdf.new() as document:
        for _ in range(500):
            document.add_blank_page()
        assert refusal(saved(document)).message.startswith("The fax has more than 200 pages.")


def test_a_password_is_named() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(group4(page()), {"/K": -1}))) as document:
        locked = saved(document, encryption=pikepdf.Encryption(owner="o", user="secret"))
        owner_only = saved(document, encryption=pikepdf.Encryption(owner="o", user=""))
    assert refusal(locked).reason is RefusalReason.ENCRYPTED
    assert same(page(), decoded(owner_only))


def test_a_file_or_page_over_a_limit_is_refused() -> None:
    content = tiff(page())
    assert refusal(content, max_bytes=1000).reason is RefusalReason.TOO_LARGE
    assert refusal(content, max_pixels=1_000_000).reason is RefusalReason.TOO_MANY_PIXELS


def test_a_cut_pdf_is_partial_or_refused_but_never_whole() -> None:
    whole = pdf_of(group4(page()), {"/K": -1})
    for share in (3, 6, 9):
        content = whole[: len(whole) * share // 10]
        answer = decode_fax(content, fax_of(content), DecodeLimits())
        assert isinstance(answer, Refusal) or not answer.page_set.whole


def _slow_pdf(first_page_is_good: bool) -> bytes:  # noqa: FBT001
    file = io.BytesIO()
    canvas = Canvas(file)
    if first_page_is_good:
        canvas.drawString(100, 100, "Testcase")
        canvas.showPage()
    canvas.drawString(100, 100, "x")
    canvas.save()
    with pikepdf.open(io.BytesIO(file.getvalue())) as document:
        last = document.pages[-1]
        last.Contents = pikepdf.Stream(document, b"0 0 m 100 100 l S\n" * 8_000_000)
        return saved(document, compress_streams=True)


def test_a_child_that_takes_too_long_is_stopped_and_typed() -> None:
    assert refusal(_slow_pdf(False), seconds=1.5).reason is RefusalReason.OVER_LIMITS


def test_a_child_that_eats_memory_is_stopped_and_typed() -> None:
    assert refusal(_slow_pdf(False), memory=2**28, seconds=30).reason is RefusalReason.OVER_LIMITS


def test_pages_before_a_bomb_are_kept() -> None:
    content = _slow_pdf(True)
    answer = decode_fax(content, fax_of(content), DecodeLimits(seconds=4))
    assert isinstance(answer, DecodedPages)
    assert (len(answer.page_set.pages), answer.page_set.whole, answer.page_set.expected_pages) == (
        1,
        False,
        2,
    )


def test_a_stopped_child_does_not_harm_the_next_fax() -> None:
    refusal(_slow_pdf(False), seconds=1)
    assert same(page(), decoded(tiff(page())))


def test_no_content_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    content = b"%PDF-1.4 Patient Testcase 555-0101"
    with caplog.at_level(logging.DEBUG):
        refusal(content)
    assert "Testcase" not in " ".join(str(record.__dict__) for record in caplog.records)
