"""What a form says of whoever it enrolls or whose information it changes, as details that go on file."""

from collections.abc import Mapping

from documents.formats import phone_is_valid
from registry.decisions import Decision
from registry.details import Detail

_MAY_BE_EMPTY = "address_2"


def _place(start: str = "") -> tuple[str, ...]:
    return tuple(f"{start}{part}" for part in ("address_1", _MAY_BE_EMPTY, "city", "state", "zip"))


_CHANGES: Mapping[Detail, tuple[str, ...]] = {
    Detail.PHONE: ("new_phone",),
    Detail.FAX: ("new_fax",),
    Detail.EMAIL: ("new_email",),
    Detail.ADDRESS: _place("new_"),
}
_CHANGED_NAMES: Mapping[str, Mapping[Detail, tuple[str, ...]]] = {
    "prescriber": {Detail.FIRST_NAME: ("new_first_name",), Detail.LAST_NAME: ("new_last_name",)},
    "pharmacy": {Detail.NAME: ("new_pharmacy_name",)},
}
_FIELDS: Mapping[str, Mapping[Detail, tuple[str, ...]]] = {
    "prescriber_enrollment": {
        Detail.PHONE: ("office_phone",),
        Detail.EMAIL: ("email",),
        Detail.ADDRESS: _place(),
    },
    "pharmacy_enrollment": {
        Detail.PHONE: ("phone",),
        Detail.ADDRESS: _place(),
        Detail.REPRESENTATIVE_PHONE: ("rep_phone",),
        Detail.REPRESENTATIVE_FAX: ("rep_fax",),
        Detail.REPRESENTATIVE_EMAIL: ("rep_email",),
    },
    "representative_change": {
        Detail.REPRESENTATIVE: ("rep_first_name", "rep_last_name"),
        Detail.REPRESENTATIVE_TITLE: ("rep_title",),
        Detail.REPRESENTATIVE_PHONE: ("rep_phone",),
        Detail.REPRESENTATIVE_FAX: ("rep_fax",),
        Detail.REPRESENTATIVE_EMAIL: ("rep_email",),
    },
}


def form_details(made: Decision) -> dict[Detail, str]:
    """The details that the form of a decision states, of values that may be used without a person.

    A name or an address is stated when all of it is there but the second line. A fax number that nobody could
    dial is none.
    """
    form = made.disposition.form.form if made.disposition.form else ""
    fields = _FIELDS.get(form, {})
    if form == "change_of_information":
        fields = {**_CHANGES, **_CHANGED_NAMES.get(made.trusted_value("participant_kind"), {})}
    said = {detail: _joined(made, detail, names) for detail, names in fields.items()}
    if not phone_is_valid(said.get(Detail.FAX, "")):
        said.pop(Detail.FAX, None)
    return {detail: value for detail, value in said.items() if value}


def _joined(made: Decision, detail: Detail, fields: tuple[str, ...]) -> str:
    values = {name: made.trusted_value(name) for name in fields}
    whole = all(value for name, value in values.items() if not name.endswith(_MAY_BE_EMPTY))
    joint = ", " if detail is Detail.ADDRESS else " "
    return joint.join(filter(None, values.values())) if whole else ""
