"""What a change of information or of the authorized representative puts on file."""

from sqlmodel import Session

from forms.participant import is_pharmacys
from registry.as_of import View, known_pharmacy, known_prescriber
from registry.awaited import all_of_pharmacy
from registry.decisions import Applied, Decision
from registry.details import note_details
from registry.form_details import form_details
from registry.history import Cause
from registry.participants import place

_KNOWN = {"prescriber": known_prescriber, "pharmacy": known_pharmacy}


def change_details(session: Session, made: Decision, cause: Cause) -> Applied:
    """Put on file what a form changes of its participant, from the day it gives.

    A pharmacy's change is news where the facts show it, since its representative may be waited for; nothing
    waits for a prescriber's. ValueError when nobody on file is named: rules that accept that are wrong.
    """
    form, npi, view = made.disposition.form, made.trusted_value("npi"), View(on=cause.on)
    said = made.trusted_value("participant_kind")
    kind = "pharmacy" if form and is_pharmacys(form.form, said) else said
    known = _KNOWN.get(kind)
    before = known(session, npi, view) if known else None
    if known is None or before is None:
        raise ValueError("a change of information of nobody on file")
    note_details(session, (kind, npi), form_details(made), cause)
    place(session, (kind, npi), cause)
    is_news = kind == "pharmacy" and known(session, npi, view) != before
    return Applied(news=tuple(all_of_pharmacy(npi)) if is_news else ())
