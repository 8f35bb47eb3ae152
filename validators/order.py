"""Rules on the drug order of a prescription authorization."""

import math
import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from validators.case import Case
from validators.names import fold
from validators.say import Remark, deficiency, label, review

_DRUGS = ("kynamro", "mipomersen")
_STRENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*mg(?:\s*(?:/|per|in)\s*(\d+(?:\.\d+)?)?\s*ml)?", re.IGNORECASE)
_WEEKLY = re.compile(
    r"\b(?:once\s+(?:a|per|each|every)\s+week|once[\s-]+weekly|weekly|(?:every|each)\s+(?:1\s+)?week|every\s+7\s+days"
    r"|q\s*1?\s*(?:week|wk|w)|q\s*7\s*d(?:ays)?|1\s*x\s*(?:/|per|a)?\s*w(?:ee)?k)\b",
    re.IGNORECASE,
)
_NOT_ON_LABEL = re.compile(
    r"\b(?:im|iv|i\.m\.|i\.v\.|intramuscular\w*|intravenous\w*|oral\w*|daily|bid|tid|qd|qod|twice|thrice|bi-?weekly"
    r"|monthly|every\s+other|every\s+(?:[02-689]|1\d|two|three|four)\b\s*\w*|(?:two|three|2|3)\s*(?:x|times))",
    re.IGNORECASE,
)
_DOSE = re.compile(r"(\d+(?:\.\d+)?)\s*(mg|ml|syringes?|pfs|mcg|g|units?)\b", re.IGNORECASE)
_ONE_SYRINGE = {"mg": 200.0, "ml": 1.0, "syringe": 1.0, "pfs": 1.0}


def drug_is_kynamro(case: Case) -> Iterator[Remark]:
    """The drug is KYNAMRO in the only strength there is."""
    text = case.known("drug")
    if not text:
        return
    likeness = max((fuzz.ratio(drug, word) for drug in _DRUGS for word in fold(text)), default=0.0)
    if likeness < 60:
        yield deficiency("INVALID_DRUG", f"{label(case, 'drug')} names another drug.", "drug")
    elif likeness < 100:
        yield review("ILLEGIBLE_DRUG", f"{label(case, 'drug')} nearly names the drug.", "drug")
    else:
        yield from _strength(case, text)


def directions_are_on_label(case: Case) -> Iterator[Remark]:
    """The directions are 200 mg under the skin once weekly; anything else is for a person."""
    text = " ".join(case.known("directions").split())
    if text and not is_on_label(text):
        yield review("ORDER_OFF_LABEL", "The directions differ from 200 mg once weekly.", "directions")


def is_on_label(directions: str) -> bool:
    """Whether directions say one 200 mg dose a week and nothing that contradicts it."""
    doses = [(float(amount), unit.lower().rstrip("s")) for amount, unit in _DOSE.findall(directions)]
    right_dose = bool(doses) and all(_ONE_SYRINGE.get(unit) == amount for amount, unit in doses)
    return right_dose and bool(_WEEKLY.search(directions)) and not _NOT_ON_LABEL.search(directions)


def quantity_is_weekly(case: Case) -> Iterator[Remark]:
    """The quantity is a whole number of syringes, one for each week of the days' supply."""
    quantity, days = _count(case, "quantity"), _count(case, "days_supply")
    for name, count in (("quantity", quantity), ("days_supply", days)):
        if case.known(name) and not count:
            yield deficiency(f"INVALID_{name.upper()}", f"{label(case, name)} is no whole number.", name)
    if quantity and quantity > case.limits.max_quantity:
        message = f"The quantity is more than {case.limits.max_quantity} syringes."
        yield review("CONFLICT_QUANTITY", message, "quantity")
    elif quantity and days and not math.floor(days / 7) <= quantity <= math.ceil(days / 7):
        message = "The quantity is not one syringe for each week of the days' supply."
        yield review("CONFLICT_QUANTITY", message, "quantity", "days_supply")


def refills_are_in_range(case: Case) -> Iterator[Remark]:
    """Refills are a number within the limit, and the whole order lasts no more than a year."""
    refills, days = _count(case, "refills"), _count(case, "days_supply")
    if case.known("refills") and refills is None:
        yield review("INVALID_REFILLS", "Refills are not written as a number.", "refills")
    elif refills is not None and refills > case.limits.max_refills:
        yield review("INVALID_REFILLS", f"More than {case.limits.max_refills} refills.", "refills")
    elif refills is not None and days and days * (refills + 1) > case.limits.max_order_days:
        message = "The order with its refills lasts more than a year."
        yield review("ORDER_OFF_LABEL", message, "refills", "days_supply")


def _strength(case: Case, text: str) -> Iterator[Remark]:
    strengths = _STRENGTH.findall(text)
    if not strengths:
        yield deficiency("ORDER_INCOMPLETE", f"{label(case, 'drug')} has no strength.", "drug")
    elif any(float(mg) / float(ml or 1) != case.limits.strength_mg_per_ml for mg, ml in strengths):
        wanted = f"{case.limits.strength_mg_per_ml:g} mg/mL"
        yield deficiency("INVALID_DRUG", f"The strength is not {wanted}.", "drug")


def _count(case: Case, name: str) -> int | None:
    value = case.known(name)
    return int(value) if value.isascii() and value.isdigit() else None
