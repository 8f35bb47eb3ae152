"""Fax cover sheets in three layouts."""

import random

from samples.sender import Sender, spoken_phone
from samples.sheet import MARGIN, Sheet

PROGRAM_FAX = "1-877-778-9008"


def cover_sheet(sender: Sender, pages: int, rng: random.Random) -> Sheet:
    """A fax cover sheet that promises `pages` pages, itself included, in one of three layouts."""
    return rng.choice((_plain_cover, _boxed_cover, _letterhead_cover))(sender, pages, rng)


def _plain_cover(sender: Sender, pages: int, rng: random.Random) -> Sheet:
    sheet = Sheet()
    sheet.line("FAX", 64, "Helvetica-Bold")
    sheet.rule(3)
    sheet.down(14)
    for label, value in (
        ("To:", "KYNAMRO REMS Program"),
        ("Fax:", PROGRAM_FAX),
        ("From:", f"{sender.person}, {sender.practice}"),
        ("Phone:", spoken_phone(sender.phone)),
        ("Date:", sender.on.strftime("%B %d, %Y")),
        ("Pages:", f"{pages} (including cover)"),
        ("Re:", rng.choice(("REMS form", "Kynamro enrollment", "Form attached, please process"))),
    ):
        sheet.labelled(label, value, 13)
    sheet.down(20)
    sheet.paragraph(rng.choice(("Please confirm receipt.", "Please call with any questions. Thank you!")), 12)
    _confidential(sheet)
    return sheet


def _boxed_cover(sender: Sender, pages: int, _rng: random.Random) -> Sheet:
    sheet = Sheet()
    sheet.centered(sender.practice.upper(), 18, "Times-Bold")
    sheet.centered(f"Tel {spoken_phone(sender.phone)}    Fax {spoken_phone(sender.fax)}", 11, "Times-Roman")
    sheet.down(20)
    sheet.banner("FACSIMILE TRANSMITTAL SHEET", 16)
    sheet.down(8)
    top = sheet.y
    for left, right in (
        ("TO: KYNAMRO REMS Coordinating Center", f"FROM: {sender.person}"),
        (f"FAX NUMBER: {PROGRAM_FAX}", f"DATE: {sender.on.strftime('%m/%d/%Y')}"),
        ("PHONE NUMBER:", f"TOTAL NO. OF PAGES INCLUDING COVER: {pages}"),
        ("RE: enrollment / authorization", f"SENDER'S PHONE: {spoken_phone(sender.phone)}"),
    ):
        sheet.down(8)
        sheet.row((left, right), (6, 256))
        sheet.rule(0.5)
    sheet.canvas.rect(MARGIN, sheet.y, sheet.width - 2 * MARGIN, top - sheet.y)
    sheet.down(24)
    sheet.line("[ ] URGENT   [X] FOR REVIEW   [ ] PLEASE COMMENT   [ ] PLEASE REPLY", 10)
    sheet.down(16)
    sheet.line("NOTES/COMMENTS:", 10, "Helvetica-Bold")
    _confidential(sheet)
    return sheet


def _letterhead_cover(sender: Sender, pages: int, _rng: random.Random) -> Sheet:
    sheet = Sheet()
    sheet.line(sender.practice, 20, "Times-Italic")
    sheet.rule(1)
    sheet.down(30)
    sheet.line("Fax Cover Sheet", 28, "Times-Bold")
    sheet.down(20)
    for text in (
        f"Date:     {sender.on.strftime('%m/%d/%y')}",
        f"To:       REMS program   {PROGRAM_FAX}",
        f"From:     {sender.person}",
        f"Fax back: {spoken_phone(sender.fax)}",
        f"Number of pages (with this one): {pages}",
        "Message:  see attached",
    ):
        sheet.line(text, 13, "Courier")
        sheet.down(10)
    _confidential(sheet)
    return sheet


def _confidential(sheet: Sheet) -> None:
    sheet.y = 150
    sheet.line("CONFIDENTIALITY NOTICE", 9, "Helvetica-Bold")
    sheet.paragraph(
        "This facsimile contains information that may be privileged and protected health information. It is "
        "meant only for the addressee. If you received it in error, please notify the sender at once and "
        "destroy it.",
        9,
    )
