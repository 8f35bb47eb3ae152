"""Everything about one document as a Bundle, checked by a FHIR library before it leaves."""

import base64
from collections.abc import Iterator
from typing import Any

from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from documents import Correction, OurMistake
from forms.definition import FormDefinition
from pipeline.fhir.filed import Filed
from pipeline.fhir.naming import (
    ADMINISTRATIVE_NOTE,
    DOCUMENT,
    LOINC,
    OPERATOR,
    by_identifier,
    digest_uri,
    identifier,
    reference_to,
    text,
)
from pipeline.fhir.response import response, response_reference
from validators import Limits

_CONTENT_TYPE = {"tiff": "image/tiff", "pdf": "application/pdf"}


def bundle(filed: Filed, form: FormDefinition, limits: Limits) -> str:
    """The document as JSON: its response, the fax it came in, and the provenance of every correction.

    ValueError when the library refuses what was made, which would be a fault of ours; it names no value.
    """
    parts = [(response_reference(filed), response(filed, form, limits)), _fax(filed)]
    parts += [_provenance(filed, each) for each in filed.corrections]
    whole = {
        "resourceType": "Bundle",
        "type": "collection",
        "identifier": identifier(DOCUMENT, filed.key),
        "timestamp": filed.decided.disposition.as_of.isoformat(),
        "entry": [{"fullUrl": url, "resource": resource} for url, resource in parts],
    }
    return checked(Bundle, whole)


def checked(kind: Any, resource: dict[str, Any]) -> str:
    """The resource as JSON when the library takes it for one of its kind; OurMistake otherwise."""
    try:
        return str(kind.model_validate(resource).model_dump_json(exclude_none=True))
    except ValidationError as wrong:
        first = wrong.errors(include_input=False, include_context=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise OurMistake(f"the FHIR library refuses {resource['resourceType']} at {place}") from None


def _fax(filed: Filed) -> tuple[str, dict[str, Any]]:
    """The fax as a DocumentReference; its bytes are named by their digest and do not go with it."""
    attachment = {
        "contentType": _CONTENT_TYPE[filed.fax.media.value],
        "size": filed.fax.byte_count,
        "hash": base64.b64encode(filed.sha1).decode(),
        "creation": filed.fax.received_at.isoformat(),
    }
    return reference_to("DocumentReference", filed.fax.digest), {
        "resourceType": "DocumentReference",
        "masterIdentifier": identifier("urn:ietf:rfc:3986", digest_uri(filed.fax.digest)),
        "status": "current",
        "type": {"coding": [{"system": LOINC, "code": ADMINISTRATIVE_NOTE}]},
        "date": filed.fax.received_at.isoformat(),
        "content": [{"attachment": attachment}],
        "context": {"related": [{"reference": response_reference(filed)}]},
    }


def _provenance(filed: Filed, correction: Correction) -> tuple[str, dict[str, Any]]:
    """Who corrected what when, and why."""
    about = f"{filed.key} revision {correction.revision}"
    return reference_to("Provenance", about), {
        "resourceType": "Provenance",
        "target": [{"reference": response_reference(filed)}],
        "recorded": correction.made_at.isoformat(),
        "activity": text(correction.resolution.value),
        "reason": [text(correction.reason)],
        "agent": list(_agents(correction)),
        "entity": [
            {"role": "source", "what": {"reference": reference_to("DocumentReference", filed.fax.digest)}}
        ],
    }


def _agents(correction: Correction) -> Iterator[dict[str, Any]]:
    for name in filter(None, (correction.by, correction.second)):
        yield {"who": by_identifier("Practitioner", OPERATOR, name)}
