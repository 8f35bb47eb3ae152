"""Hard cases that stand on one paper: its pages, marks, signatures, dates and notes."""

from documents import Outcome
from samples.filled import DefectKind
from samples.hard_case import (
    HardCase,
    cast_of,
    fax_of,
    one_fax,
    several_faxes,
    told_as,
    with_defect,
)
from samples.plan import Oddity
from samples.scenario import ACKNOWLEDGMENT, AUTHORIZATION, PHARMACY, PRESCRIBER, PRESCRIBER_2015
from samples.scenarios import scenario
from samples.story import Given

_ENDS_IN_0 = "1234567810"


def two_patients(number: int) -> HardCase:
    """Two authorizations of one prescriber in one fax."""
    story = scenario(AUTHORIZATION, "complete")
    case = one_fax(number, "two patients in one fax", story, oddity=Oddity.TWO_PATIENTS)
    both = ("authorize", "authorize")
    return case.model_copy(update={"decided": both, "ends": both})


def page_2_first(number: int) -> HardCase:
    """Both sheets upside down, the second first."""
    story = scenario(ACKNOWLEDGMENT, "complete")
    return one_fax(number, "page 2 first, upside down", story, oddity=Oddity.REVERSED_UPSIDE_DOWN)


def check_digit_0(number: int) -> HardCase:
    """An NPI that ends in 0."""
    cast = cast_of(number)
    cast = cast.model_copy(update={"prescriber": cast.prescriber.model_copy(update={"npi": _ENDS_IN_0})})
    return one_fax(number, "check digit 0", scenario(PRESCRIBER, "complete"), cast)


def signatures(number: int) -> HardCase:
    """Five things on a line that are no plain signature."""
    stories = (
        scenario(PRESCRIBER, "name for a signature"),
        scenario(ACKNOWLEDGMENT, "signed with a cross"),
        told_as(
            scenario(AUTHORIZATION, "complete"),
            "initials",
            Outcome.REVIEW,
            "SIG_UNCERTAIN_PRESCRIBER",
            **with_defect(DefectKind.INITIALS, "prescriber_signature"),
        ),
        scenario(PHARMACY, "stamped"),
        told_as(
            scenario(AUTHORIZATION, "complete"),
            "signed into the next field",
            Outcome.REVIEW,
            "ILLEGIBLE_PRESCRIBER_PRINTED_NAME",
            **with_defect(DefectKind.BEYOND, "prescriber_signature"),
        ),
    )
    title = "printed name, X, initials, stamp, or ink in the next field for a signature"
    return several_faxes(number, title, stories)


def struck_out(number: int) -> HardCase:
    """A tick is struck out."""
    return one_fax(number, "tick struck out", scenario(PRESCRIBER, "struck out"))


def refills(number: int) -> HardCase:
    """Refills of 0, none said, and letters."""
    complete = scenario(AUTHORIZATION, "complete")
    given = tuple(one for one in complete.given if one.name != "refills")
    unclear = told_as(
        complete,
        "refills NR",
        Outcome.REVIEW,
        "ILLEGIBLE_REFILLS",
        given=(*given, Given(name="refills", value="NR")),
    )
    stories = (scenario(AUTHORIZATION, "no refills"), scenario(AUTHORIZATION, "refills blank"), unclear)
    return several_faxes(number, "refills 0, blank, NR", stories)


def superseded(number: int) -> HardCase:
    """A form after the last day of its edition."""
    story = scenario(PRESCRIBER_2015, "superseded")
    return one_fax(number, "form of 2015 received after its successor", story)


def february_30(number: int) -> HardCase:
    """A date that no calendar has."""
    return one_fax(number, "born on February 30", scenario(ACKNOWLEDGMENT, "impossible birth date"))


def dated_ahead(number: int) -> HardCase:
    """A signature date after receipt."""
    return one_fax(number, "signed on a day to come", scenario(PRESCRIBER, "dated ahead"))


def beside_the_tick(number: int) -> HardCase:
    """A diagnosis that rules the drug out, written beside the tick."""
    story = told_as(
        scenario(ACKNOWLEDGMENT, "complete"),
        "HeFH beside the tick",
        Outcome.REVIEW,
        "MARGIN_NOTE",
        note="HeFH",
        note_beside="attest_hofh",
    )
    return one_fax(number, '"HeFH" beside the tick', story)


def harm_in_a_margin(number: int) -> HardCase:
    """Harm told below the form."""
    story = scenario(AUTHORIZATION, "note in the margin").model_copy(
        update={"name": "harm in a margin", "note": "pt hospitalized last week with jaundice, ALT 412"}
    )
    return one_fax(number, "harm told in a margin", story)


def nothing_filled_in(number: int) -> HardCase:
    """A form with nothing on it, and a cover sheet alone."""
    story, cast = scenario(PRESCRIBER, "complete"), cast_of(number)
    odd = (Oddity.BLANK_FORM, Oddity.COVER_ALONE)
    said = ("reject NOT_A_FORM", "route NOT_A_FORM")
    return HardCase(
        number=number,
        title="blank form; cover sheet only",
        faxes=tuple(
            fax_of(number, story.model_copy(update={"name": oddity}), cast, place, {"oddity": oddity})
            for place, oddity in enumerate(odd)
        ),
        decided=said,
        ends=said,
    )
