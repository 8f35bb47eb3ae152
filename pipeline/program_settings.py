"""The settings that the program has not fixed: what each is here, and what follows from it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from documents.program_setting import Origin, ProgramSetting
from pipeline.settings import Settings


class _Says(NamedTuple):
    """What follows from a setting, with its value in the braces, and what while it is not configured."""

    configured: str
    otherwise: str = ""


UNFIXED: Mapping[str, _Says] = {
    "limits.recertification_days": _Says(
        "A certification ends {} days after it was given for the last time.",
        "No certification expires.",
    ),
    "letter_recertification_days": _Says(
        "Whoever is certified is reminded {} days before the certification ends.",
        "Nobody is reminded to certify again.",
    ),
    "limits.authorization_days": _Says(
        "An authorization ends when its supply with refills is used up, after {} days at the latest.",
        "An authorization ends when its supply with refills is used up.",
    ),
    "limits.signature_max_age_days": _Says("A form signed more than {} days before is for a person."),
    "limits.signatures_apart_days": _Says("Two signatures more than {} days apart are for a person."),
    "limits.acknowledgment_of_existing_patients": _Says(
        "Of a patient treated before it was required and not enrolled the acknowledgment is: {}."
    ),
    "safety_hours": _Says(
        "Safety must have what may tell of an adverse event within {} calendar hours of receipt.",
        "The age of what may tell of an adverse event is shown; nothing is called overdue.",
    ),
    "letter_answer_days": _Says(
        "A deficiency letter asks for an answer within {} days.", "Deficiency letters name no deadline."
    ),
    "letter_reminder_days": _Says(
        "A deficiency letter without an answer is followed by a reminder after {} days.",
        "Nobody is reminded of a deficiency.",
    ),
}
"""Every setting that the program has not fixed, by its key in the settings file."""


def program_settings(settings: Settings) -> tuple[ProgramSetting, ...]:
    """Each of `UNFIXED` as this installation has it; a guess of ours is called a default of faxdesk."""
    return tuple(_shown(settings, key, says) for key, says in UNFIXED.items())


def _shown(settings: Settings, key: str, says: _Says) -> ProgramSetting:
    table, _, name = key.rpartition(".")
    holder: Any = getattr(settings, table) if table else settings
    value = _text(getattr(holder, name))
    if not value:
        return ProgramSetting(key=key, value="", origin=Origin.NOT_CONFIGURED, follows=says.otherwise)
    origin = Origin.CONFIGURED if name in holder.model_fields_set else Origin.USUAL
    return ProgramSetting(key=key, value=value, origin=origin, follows=says.configured.format(value))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
