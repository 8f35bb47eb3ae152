"""What a form says of whoever it enrolls, as details that go on file."""

from collections.abc import Mapping

from registry.decisions import Decision
from registry.details import Detail

_PLACE = ("address_1", "address_2", "city", "state", "zip")
_MAY_BE_EMPTY = "address_2"

_FIELDS: Mapping[str, Mapping[Detail, tuple[str, ...]]] = {
    "prescriber_enrollment": {
        Detail.PHONE: ("office_phone",),
        Detail.EMAIL: ("email",),
        Detail.ADDRESS: _PLACE,
    },
    "pharmacy_enrollment": {
        Detail.PHONE: ("phone",),
        Detail.ADDRESS: _PLACE,
        Detail.REPRESENTATIVE_PHONE: ("rep_phone",),
        Detail.REPRESENTATIVE_FAX: ("rep_fax",),
        Detail.REPRESENTATIVE_EMAIL: ("rep_email",),
    },
}


def form_details(made: Decision) -> dict[Detail, str]:
    """The details that the form of a decision states, of values that may be used without a person.

    An address is stated when all of it is there but its second line.
    """
    form = made.disposition.form.form if made.disposition.form else ""
    said = {detail: _joined(made, fields) for detail, fields in _FIELDS.get(form, {}).items()}
    return {detail: value for detail, value in said.items() if value}


def _joined(made: Decision, fields: tuple[str, ...]) -> str:
    values = {name: made.trusted_value(name) for name in fields}
    whole = all(value for name, value in values.items() if name != _MAY_BE_EMPTY)
    return ", ".join(filter(None, values.values())) if whole else ""
