"""Names, systems and codes of the resources: our own URNs, and public systems where there are some."""

import base64
import uuid
from typing import Any

from documents import Digest, FormRef

LOINC = "http://loinc.org"
ADMINISTRATIVE_NOTE = "51851-4"
"""The document type that the Medication REMS guide gives to a form's DocumentReference."""
NPI = "http://hl7.org/fhir/sid/us-npi"
DOCUMENT = "urn:faxdesk:document"
PATIENT = "urn:faxdesk:patient"
AUTHORIZATION = "urn:faxdesk:authorization"
OPERATOR = "urn:faxdesk:operator"
REQUIREMENT = "urn:faxdesk:requirement"

_NAMESPACE = uuid.UUID("6a7ba2f1-0f3c-5a3e-9d5e-7f2f6a1c4b11")


def reference_to(kind: str, of: str) -> str:
    """The URN of a resource of a kind about something; always the same for the same."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{kind} {of}')}"


def questionnaire(form: FormRef) -> str:
    """The canonical name of a form edition."""
    return f"urn:faxdesk:questionnaire:{form.form}|{form.edition}"


def digest_uri(digest: Digest) -> str:
    """A SHA-256 digest as a named-information URI (RFC 6920)."""
    plain = base64.urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip("=")
    return f"ni:///sha-256;{plain}"


def identifier(system: str, value: str) -> dict[str, Any]:
    """An Identifier."""
    return {"system": system, "value": value}


def by_identifier(kind: str, system: str, value: str) -> dict[str, Any]:
    """A Reference to somebody who is known by an identifier."""
    return {"type": kind, "identifier": identifier(system, value)}


def text(words: str) -> dict[str, Any]:
    """A CodeableConcept that has words only."""
    return {"text": words}
