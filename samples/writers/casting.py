"""Gives a filled-in form to real hands: who writes which field, in which letters, and what befalls it."""

import random
from collections.abc import Callable

from documents import BadInput, FieldTruth, Outcome
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind, FormDefinition
from samples.filled import FilledField, FilledForm, SignatureKind
from samples.stage import Staged
from samples.writers.habits import Casing, habits_of
from samples.writers.load import Company
from samples.writers.mishaps import on_boxes, on_line
from samples.writers.person import Person
from samples.writers.signatures import signer_for
from samples.writers.writing import Hand
from samples.written import normal_form

_PATIENT_STARTS = ("patient_", "page_2_", "emergency_", "guardian_")
_SECOND_PERSON = {"patient_acknowledgment": 0.65, "prescription_authorization": 0.15}
"""How often the patient's side of a form is written by somebody else."""
_CAPITALS_STAY = frozenset({FieldKind.EMAIL})
"""Kinds whose normal form does not keep capitals as written."""


class NobodyCanWriteIt(BadInput):
    """No writer of the part left every letter the form needs."""


def by_real_hands(filled: FilledForm, form: FormDefinition, company: Company) -> FilledForm:
    """The form with every handwritten field given to a writer of the company.

    One person writes the whole form, or one the patient's side and another the rest; signatures are of
    whoever has the pen. Texts are spelt as the writer can spell them, and the truth follows. Typed fields
    stay as they are. NobodyCanWriteIt when the company lacks a letter.
    """
    rng = random.Random(f"{filled.seed}:hands")
    pairs = list(zip(form.fields, filled.fields, strict=True))
    second = rng.random() < _SECOND_PERSON.get(form.ref.form, 0.0)
    sides: dict[bool, Hand] = {}
    for patient in sorted({_is_patients(field) and second for field, _ in pairs}):
        texts = [
            text
            for field, content in pairs
            if (_is_patients(field) and second) == patient
            for text in _texts(field, content)
        ]
        taken = frozenset(hand.person.name for hand in sides.values())
        sides[patient] = _chosen(company, texts, filled, taken, rng)
    fields = tuple(
        _given(field, content, sides[_is_patients(field) and second], company, rng)
        for field, content in pairs
    )
    return filled.model_copy(update={"fields": fields})


def in_real_hands(staged: Staged, company: Company | None) -> Staged:
    """The staged story given to real hands, if there is a company of them.

    Where something befell the writing after which a person would look twice, the outcome is a review.
    """
    if company is None:
        return staged
    filled = by_real_hands(staged.filled, staged.form, company)
    changed: dict[str, object] = {"filled": filled}
    if any(content.mishaps and content.truth.ambiguous for content in filled.fields):
        others = staged.reasons if staged.outcome is Outcome.REVIEW else ()
        changed |= {"outcome": Outcome.REVIEW, "reasons": tuple(dict.fromkeys(("ALTERED", *others)))}
    return staged.model_copy(update=changed)


def _is_patients(field: FieldDefinition) -> bool:
    return field.name.startswith(_PATIENT_STARTS)


def _texts(field: FieldDefinition, content: FilledField) -> list[str]:
    """What is to be written by hand in the field."""
    if content.typed or content.marks:
        return []
    if field.kind is FieldKind.SIGNATURE and content.signature is not SignatureKind.PRINTED_NAME:
        return []
    return [text for text in (content.written, content.crossed_out) if text]


def _chosen(
    company: Company, texts: list[str], filled: FilledForm, taken: frozenset[str], rng: random.Random
) -> Hand:
    """Somebody who can write these texts, any with the same chance."""
    people = [person for person in company.clerks if person.name not in taken] or list(company.clerks)
    for person in rng.sample(people, len(people)):
        if all(person.in_letters(text) is not None for text in texts):
            return Hand(person, habits_of(person, filled.seed))
    raise NobodyCanWriteIt(f"nobody of the {company.part} writers left every letter of this form")


def _given(
    field: FieldDefinition, content: FilledField, hand: Hand, company: Company, rng: random.Random
) -> FilledField:
    if content.truth.hand in ("typed", "digital") or not (content.written or content.marks):
        return content
    if field.kind is FieldKind.SIGNATURE and content.signature is not SignatureKind.PRINTED_NAME:
        return _signed(content, company)
    own = content.model_copy(update={"writer": hand.person.name, "truth": _of(content.truth, hand.person)})
    if field.kind in MARKED_KINDS:
        return on_boxes(field, own, rng)
    return on_line(field, _spelt(field, content, own, hand), hand, rng)


def _signed(content: FilledField, company: Company) -> FilledField:
    if content.signature is not SignatureKind.WET or not company.signers:
        return content
    signer = signer_for(company.signers, content.pen)
    return content.model_copy(update={"writer": signer.name, "truth": _of(content.truth, signer)})


def _of(truth: FieldTruth, person: Person) -> FieldTruth:
    return truth.model_copy(update={"writer": person.name})


def _spelt(field: FieldDefinition, content: FilledField, own: FilledField, hand: Hand) -> FilledField:
    """The field in the letters of the hand; words are true as written, all else keeps its normal form."""
    spell = _spelling(hand)
    written = spell(content.written)
    truth = own.truth
    if truth.value == content.written:
        truth = truth.model_copy(update={"value": normal_form(truth.value, written, field.kind)})
    return own.model_copy(
        update={"written": written, "crossed_out": spell(content.crossed_out), "truth": truth}
    )


def _spelling(hand: Hand) -> Callable[[str], str]:
    capitals = hand.habits.casing is Casing.CAPITALS

    def spell(text: str) -> str:
        wanted = text.upper() if capitals else text
        return hand.person.in_letters(wanted) or hand.person.in_letters(text) or text

    return spell
