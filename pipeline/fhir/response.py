"""A form as a QuestionnaireResponse: what may be used without a person, under the form's labels."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from documents import GRANTS, FieldReading, FormReading, Outcome
from forms.definition import FieldDefinition, FieldKind, FormDefinition
from forms.participant import is_pharmacys
from pipeline.fhir.filed import Filed
from pipeline.fhir.naming import (
    DOCUMENT,
    NPI,
    PATIENT,
    by_identifier,
    identifier,
    questionnaire,
    reference_to,
)
from validators import Limits, is_auto

_STATUS: Mapping[Outcome, str] = {
    **dict.fromkeys(GRANTS, "completed"),
    Outcome.REJECT: "stopped",
    Outcome.DUPLICATE: "stopped",
}


def response(filed: Filed, form: FormDefinition, limits: Limits) -> dict[str, Any]:
    """The QuestionnaireResponse of a document: completed when granted, stopped when refused, or in progress.

    Each section is a group; fields that are blank, or that only a person could read, have no item.
    """
    usable = dict(_usable(filed.reading, form, limits)) if filed.reading is not None else {}
    resource = {
        "resourceType": "QuestionnaireResponse",
        "identifier": identifier(DOCUMENT, filed.key),
        "questionnaire": questionnaire(form.ref),
        "status": _STATUS.get(filed.decided.disposition.outcome, "in-progress"),
        "authored": filed.fax.received_at.isoformat(),
        "item": list(_sections(form, usable)),
    }
    if filed.patient:
        resource["subject"] = by_identifier("Patient", PATIENT, filed.patient)
    npi = next((usable[name].value for name in ("npi", "prescriber_npi") if name in usable), "")
    if npi:
        kind = usable["participant_kind"].value if "participant_kind" in usable else ""
        resource["source"] = by_identifier(
            "Organization" if is_pharmacys(form.ref.form, kind) else "Practitioner", NPI, npi
        )
    return {name: value for name, value in resource.items() if value}


def response_reference(filed: Filed) -> str:
    """The URN of the response of a document."""
    return reference_to("QuestionnaireResponse", filed.key)


def _usable(reading: FormReading, form: FormDefinition, limits: Limits) -> Iterator[tuple[str, FieldReading]]:
    for one in reading.readings:
        if one.value and form.has(one.field) and is_auto(one, form.field(one.field), form.ref, limits):
            yield one.field, one


def _sections(form: FormDefinition, usable: Mapping[str, FieldReading]) -> Iterator[dict[str, Any]]:
    for number, section in enumerate(dict.fromkeys(field.section for field in form.fields), start=1):
        items = [
            {"linkId": field.name, "text": field.statement or field.label, "answer": _answers(field, usable)}
            for field in form.fields
            if field.section == section and field.name in usable
        ]
        if items:
            yield {"linkId": f"section-{number}", "text": section, "item": items}


def _answers(field: FieldDefinition, usable: Mapping[str, FieldReading]) -> list[dict[str, Any]]:
    value = usable[field.name].value
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        labels = {option.name: option.label for option in field.options}
        return [{"valueCoding": {"code": code, "display": labels[code]}} for code in value.split(",")]
    return [_TYPED.get(field.kind, _as_string)(value)]


def _as_string(value: str) -> dict[str, Any]:
    return {"valueString": value}


def _as_date(value: str) -> dict[str, Any]:
    """A date that no calendar has stays what was written."""
    try:
        return {"valueDate": dt.date.fromisoformat(value).isoformat()}
    except ValueError:
        return _as_string(value)


def _as_decimal(value: str) -> dict[str, Any]:
    try:
        return {"valueDecimal": float(value)}
    except ValueError:
        return _as_string(value)


def _as_integer(value: str) -> dict[str, Any]:
    return {"valueInteger": int(value)} if value.isascii() and value.isdigit() else _as_string(value)


_TYPED: Mapping[FieldKind, Callable[[str], dict[str, Any]]] = {
    FieldKind.DATE: _as_date,
    FieldKind.DECIMAL: _as_decimal,
    FieldKind.INTEGER: _as_integer,
    FieldKind.TICK: lambda value: {"valueBoolean": value == "yes"},
    FieldKind.SIGNATURE: lambda value: {"valueBoolean": value == "present"},
}
