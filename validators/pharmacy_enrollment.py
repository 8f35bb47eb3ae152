"""Prerequisites of certifying a pharmacy."""

import re
from collections.abc import Iterator

from documents import KnownPharmacy, NpiKind
from validators.case import Case
from validators.names import printed_similarity, similarity
from validators.prescriber_enrollment import not_active
from validators.say import Remark, deficiency, label, refusal, review, unsure
from validators.standing import Certification, certification, known_npi, national, pharmacy

_DISTRIBUTOR = re.compile(r"\bdistribut|\bwholesal", re.IGNORECASE)


def npi_is_an_organizations(case: Case) -> Iterator[Remark]:
    """A pharmacy gives the NPI of an organization, not a prescriber's own."""
    npi = known_npi(case, "npi")
    entry = national(case, "npi")
    if npi and any(entry.npi == npi for entry in case.facts.prescribers):
        yield deficiency("INVALID_NPI", f"{label(case, 'npi')} is the number of a prescriber.", "npi")
    elif entry is not None and entry.kind is NpiKind.PERSON:
        yield deficiency("INVALID_NPI", f"{label(case, 'npi')} is the number of a person.", "npi")
    yield from not_active(case, entry)


def applicant_is_a_pharmacy(case: Case) -> Iterator[Remark]:
    """A distributor is not certified on the pharmacy form; one that seems so by its name is for a person."""
    if _DISTRIBUTOR.search(case.known("pharmacy_type_other")):
        message = "A distributor cannot be certified with the pharmacy form."
        yield refusal("CONFLICT_PHARMACY_TYPE", message, "pharmacy_type_other")
    elif any(_DISTRIBUTOR.search(text) for text in case.possible("pharmacy_type_other")):
        yield unsure(case, "pharmacy_type_other")
    elif _DISTRIBUTOR.search(case.known("pharmacy_name")):
        yield review("CONFLICT_PHARMACY_TYPE", "The name is that of a distributor.", "pharmacy_name")


def shipping_stays_in_state(case: Case) -> Iterator[Remark]:
    """Shipping to another state is for a person."""
    home = case.known("state")
    if case.unsure("ship_state"):
        states = case.possible("ship_state")
        if not states or any(state != home for state in states):
            yield unsure(case, "ship_state")
    elif home and case.known("ship_state") not in {"", home}:
        yield review("CONFLICT_SHIP_STATE", "Shipping goes to another state.", "ship_state", "state")


def pharmacy_not_certified_before(case: Case) -> Iterator[Remark]:
    """A pharmacy is certified once; a return, and another representative than on file, are for a person."""
    entry, asked = pharmacy(case, "npi"), case.known("request_type")
    standing = certification(entry, case)
    if case.unsure("npi"):
        yield unsure(case, "npi")
    elif standing is Certification.ENDED:
        yield review("STANDING_ENDED", "The pharmacy was certified before, and that ended.", "npi")
    elif case.unsure("request_type") and entry is not None:
        yield unsure(case, "request_type")
    elif asked and asked != "new":
        message = "A recertification or a change of representative is for a person."
        yield review("CONFLICT_REQUEST_TYPE", message, "request_type")
    elif entry is not None:
        yield from _on_file(case, entry, standing)


def _on_file(case: Case, entry: KnownPharmacy, standing: Certification) -> Iterator[Remark]:
    name = case.known("pharmacy_name")
    if name and similarity(name, entry.name) < case.limits.name_similarity:
        yield review(
            "CONFLICT_PHARMACY_NAME", "The NPI is on file under another name.", "npi", "pharmacy_name"
        )
    elif standing in {Certification.HOLDS, Certification.LATE} and _is_other_representative(case, entry):
        message = "The pharmacy is certified with another authorized representative."
        yield review("SIG_WRONG_PERSON", message, "rep_first_name", "rep_last_name")
    elif name and standing in {Certification.HOLDS, Certification.LATE}:
        yield refusal("DUPLICATE", "The pharmacy is certified already.", "npi")


def _is_other_representative(case: Case, entry: KnownPharmacy) -> bool:
    names = (case.known("rep_first_name"), case.known("rep_last_name"))
    known = all(names) and bool(entry.representative)
    return known and printed_similarity(*names, entry.representative) < case.limits.name_similarity
