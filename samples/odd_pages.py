"""Pages that reach the fax line and are no form of ours: foreign forms, laboratory reports, letters, junk."""

import datetime as dt
import random
from collections.abc import Callable, Mapping

from samples.sender import Sender, spoken_phone
from samples.sheet import Sheet


def other_program_form(sender: Sender, rng: random.Random) -> Sheet:
    """The enrollment form of an invented drug's program, laid out much like ours."""
    drug = rng.choice(("VELTORIN (tarsavimab)", "OXAPRENE (lumetrazine)", "CARDIVEX (bemosiran)"))
    sheet = Sheet()
    sheet.centered(f"{drug} REMS Program", 15, "Helvetica-Bold")
    sheet.centered("Prescriber Enrollment Form", 13, "Helvetica-Bold")
    sheet.centered("Fax all pages to the REMS Call Center: 1-800-555-0142", 9)
    sheet.down(8)
    sheet.banner("PRESCRIBER INFORMATION (fields marked * are required)", 10)
    first, _, last = sender.person.partition(" ")
    for label, value in (
        ("First name*", first),
        ("Last name*", last),
        ("Practice*", sender.practice),
        ("Telephone*", spoken_phone(sender.phone)),
        ("Fax*", spoken_phone(sender.fax)),
        ("Credentials*", "[X] MD   [ ] DO   [ ] NP   [ ] PA"),
    ):
        sheet.labelled(label, value, 10)
    sheet.banner("PRESCRIBER AGREEMENT", 10)
    sheet.paragraph(f"By signing this form I attest that I understand the risks of {drug} and that:")
    for text in (
        "I have completed the training program and the prescriber knowledge questions.",
        "I will perform an echocardiogram at baseline and every three months.",
        "I will enroll each patient in the program before the first infusion.",
        "I will report each case of heart failure to the program within five days.",
        "I understand that the program may audit my practice for compliance.",
    ):
        sheet.line(f"[X]  {text}", 9.5, indent=8)
        sheet.down(3)
    sheet.down(30)
    sheet.sign_here(100, below=13)
    sheet.labelled("Signature*", "", 10)
    sheet.labelled("Date*", sender.on.strftime("%m/%d/%Y"), 10)
    sheet.y = 60
    sheet.row((f"{drug.split()[0].title()} REMS", "Rev. 03/2016", "Page 1 of 1"), (0, 220, 440))
    return sheet


def lab_report(sender: Sender, rng: random.Random) -> Sheet:
    """A laboratory's result page with liver tests and lipids."""
    sheet = Sheet()
    sheet.line("MERIDIAN REFERENCE LABORATORIES", 14, "Courier-Bold")
    sheet.line("FINAL REPORT", 11, "Courier")
    sheet.rule(1)
    columns = (0.0, 260.0)
    collected = (sender.on - dt.timedelta(days=rng.randint(2, 9))).strftime("%m/%d/%Y")
    sheet.row((f"Patient: {sender.patient}", f"Ordering: {sender.person}"), columns, "Courier")
    birth = sender.birth_date.strftime("%m/%d/%Y")
    sheet.row((f"DOB: {birth}", f"Account: {sender.practice[:30]}"), columns, "Courier")
    sheet.row((f"Collected: {collected}", f"Reported: {sender.on.strftime('%m/%d/%Y')}"), columns, "Courier")
    sheet.rule(1)
    table = (0.0, 190.0, 270.0, 330.0, 410.0)
    sheet.row(("TEST", "RESULT", "FLAG", "UNITS", "REFERENCE"), table, "Courier-Bold")
    for test, low, high, units, limit in (
        ("ALT (SGPT)", 14, 60, "U/L", 44),
        ("AST (SGOT)", 12, 52, "U/L", 40),
        ("ALKALINE PHOSPHATASE", 44, 110, "U/L", 121),
        ("BILIRUBIN, TOTAL x10", 3, 12, "mg/dL", 12),
        ("CHOLESTEROL, TOTAL", 310, 560, "mg/dL", 199),
        ("LDL CHOLESTEROL CALC", 240, 470, "mg/dL", 99),
        ("HDL CHOLESTEROL", 28, 55, "mg/dL", 59),
        ("TRIGLYCERIDES", 80, 210, "mg/dL", 149),
    ):
        result = rng.randint(low, high)
        flag = "H" if result > limit else ""
        sheet.row((test, str(result), flag, units, f"0-{limit}"), table, "Courier")
    sheet.down(24)
    sheet.line("H = above reference range.  Director: A. Whitcombe, PhD", 9, "Courier")
    sheet.y = 60
    sheet.centered("Page 1 of 1    END OF REPORT", 9, "Courier")
    return sheet


def junk_fax(_sender: Sender, rng: random.Random) -> Sheet:
    """An advertisement."""
    sheet = Sheet()
    offer, claim = rng.choice(
        (
            ("OFFICE TONER SALE", "SAVE UP TO 70%"),
            ("CARIBBEAN CRUISE", "ONLY 40 CABINS LEFT"),
            ("SMALL BUSINESS LOANS", "APPROVED IN 24 HOURS"),
        )
    )
    sheet.down(20)
    sheet.banner("*** LIMITED TIME OFFER ***", 26)
    sheet.down(24)
    sheet.centered(offer, 34, "Helvetica-Bold")
    sheet.down(20)
    sheet.centered(claim, 36, "Times-BoldItalic")
    sheet.down(30)
    for text in ("No obligation!", "All major credit cards accepted", "Ask for the FAX SPECIAL"):
        sheet.centered(text, 18, "Helvetica")
        sheet.down(8)
    sheet.down(40)
    sheet.banner(f"CALL NOW  1-888-555-01{rng.randint(10, 99)}", 30)
    sheet.y = 80
    sheet.centered("To be removed from our list, write REMOVE and fax this page back to 1-888-555-0199.", 8)
    return sheet


def adverse_event_letter(sender: Sender, rng: random.Random) -> Sheet:
    """A practice's free text about what happened to a patient on the drug."""
    sheet = Sheet()
    sheet.line(sender.practice, 16, "Times-Bold")
    sheet.line(f"Tel {spoken_phone(sender.phone)}   Fax {spoken_phone(sender.fax)}", 10, "Times-Roman")
    sheet.rule(1)
    sheet.down(20)
    sheet.line(sender.on.strftime("%B %d, %Y"), 11, "Times-Roman")
    sheet.down(12)
    sheet.line("To: Kynamro REMS / Drug Safety", 11, "Times-Roman")
    sheet.line(f"Re: {sender.patient}, DOB {sender.birth_date.strftime('%m/%d/%Y')}", 11, "Times-Roman")
    sheet.down(16)
    weeks = rng.randint(5, 30)
    last = (sender.on - dt.timedelta(days=rng.randint(3, 12))).strftime("%m/%d/%Y")
    event = rng.choice(
        (
            "was admitted to hospital with jaundice and dark urine; ALT was 412 and bilirubin 3.4",
            "developed severe fatigue and abdominal pain; ALT rose to 290 U/L and the drug was stopped",
            "had a severe injection site reaction with fever and was seen in the emergency department",
        )
    )
    sheet.paragraph(
        "I am writing to report that the above patient, who has been taking Kynamro 200 mg once weekly "
        f"for {weeks} weeks, {event}. The last injection was given on {last}. We believe that this may "
        "be due to the drug. Please advise what further information you need.",
        12,
        "Times-Roman",
    )
    sheet.down(30)
    sheet.line("Sincerely,", 11, "Times-Roman")
    sheet.down(34)
    sheet.sign_here(10)
    sheet.line(sender.person, 11, "Times-Roman")
    return sheet


ODD_PAGES: Mapping[str, Callable[[Sender, random.Random], Sheet]] = {
    "other_program": other_program_form,
    "lab_report": lab_report,
    "junk": junk_fax,
    "adverse_event": adverse_event_letter,
}
"""Pages that make a whole fax, or are attached to one, by topic."""
