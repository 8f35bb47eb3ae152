"""From a form definition and people to a filled-in form with its truth."""

import random

from documents import FieldTruth, ReadState
from documents.truth import Hand
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind, FormDefinition
from samples import defects as wrongs
from samples.cast import Cast
from samples.filled import Defect, DrawnMark, FilledField, FilledForm, SignatureKind
from samples.story import Occasion, tell
from samples.style import MarkKind, Style
from samples.written import as_written, normal_form

_PATIENT_STARTS = ("patient_", "page_2_", "emergency_", "guardian_", "alt_", "ast_", "alp_", "bilirubin_")
_HANDWRITTEN_ENDS = ("printed_name", "signature_date")
_HANDWRITTEN_NAMES = frozenset(
    {"allergies", "insurance", "drug", "directions", "quantity", "days_supply", "refills"}
)


def fill_form(
    form: FormDefinition,
    cast: Cast,
    occasion: Occasion,
    style: Style,
    rng: random.Random,
    defects: tuple[Defect, ...] = (),
) -> FilledForm:
    """Fill in the form for these people on that occasion, with these defects.

    KeyError names a field the form has not; ValueError a defect that cannot befall a field of its kind, or a
    given option the form does not print.
    """
    by_field = {form.field(defect.field).name: defect.kind for defect in defects}
    values = tell(form, cast, occasion, rng, frozenset(by_field))
    fields = []
    for field in form.fields:
        defect = by_field.get(field.name)
        value = wrongs.before_writing(defect, field, values[field.name], rng)
        filled = _fill(field, value, style, cast)
        fields.append(wrongs.after_writing(defect, field, filled, rng))
    return FilledForm(
        form=form.ref,
        style=style,
        fields=tuple(fields),
        note=occasion.note,
        note_beside=occasion.note_beside,
        seed=rng.getrandbits(32),
    )


def _fill(field: FieldDefinition, value: str, style: Style, cast: Cast) -> FilledField:
    if field.kind is FieldKind.SIGNATURE:
        return _sign(field, value, style, cast)
    typed = _is_typed(field, style)
    if not value:
        truth = FieldTruth(name=field.name, state=ReadState.BLANK, hand="none")
        return FilledField(truth=truth, typed=typed)
    if field.kind in MARKED_KINDS:
        if not set(value.split(",")) <= {option.name for option in field.options}:
            raise ValueError(f"{field.name}: the form prints no such option")
        kind = style.mark
        truth = FieldTruth(name=field.name, state=ReadState.READ, value=value, hand=_mark_hand(style))
        marks = tuple(DrawnMark(option=option, kind=kind) for option in value.split(","))
        return FilledField(truth=truth, typed=kind is MarkKind.TYPED_X, marks=marks)
    written = as_written(value, field, style, typed=typed)
    hand: Hand = "digital" if style.mode == "digital" else ("typed" if typed else "hand")
    normal = normal_form(value, written, field.kind)
    truth = FieldTruth(name=field.name, state=ReadState.READ, value=normal, hand=hand)
    return FilledField(truth=truth, typed=typed, written=written)


def _sign(field: FieldDefinition, value: str, style: Style, cast: Cast) -> FilledField:
    name, pen = _signer(field.role, cast)
    if not value:
        truth = FieldTruth(name=field.name, state=ReadState.BLANK, hand="none")
        return FilledField(truth=truth, typed=False, written=name, pen=pen)
    hand: Hand = "digital" if style.mode == "digital" else "hand"
    truth = FieldTruth(name=field.name, state=ReadState.READ, value=value, hand=hand)
    return FilledField(truth=truth, typed=False, written=name, signature=SignatureKind.WET, pen=pen)


def _signer(role: str, cast: Cast) -> tuple[str, int]:
    """The name and the pen of whoever signs in that role; the guardian signs for a minor."""
    patient = cast.patient
    if role == "representative":
        who = cast.pharmacy.representative
        return f"{who.first_name} {who.last_name}", who.pen
    if role in ("patient", "guardian") and patient.guardian is not None:
        return patient.guardian.name, patient.guardian.pen
    if role in ("patient", "guardian"):
        return f"{patient.first_name} {patient.last_name}", patient.pen
    prescriber = cast.prescriber
    return f"{prescriber.first_name} {prescriber.last_name}", prescriber.pen


def _is_typed(field: FieldDefinition, style: Style) -> bool:
    """Whether the text of the field is typed; in a mixed form the office types what it knows beforehand."""
    if style.mode != "mixed":
        return style.mode != "hand"
    by_hand = field.name.startswith(_PATIENT_STARTS) or field.name.endswith(_HANDWRITTEN_ENDS)
    return not by_hand and field.name not in _HANDWRITTEN_NAMES


def _mark_hand(style: Style) -> Hand:
    if style.mode == "digital":
        return "digital"
    return "typed" if style.mark is MarkKind.TYPED_X else "hand"
