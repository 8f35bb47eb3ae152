"""What goes wrong with one field, and what its truth then is."""

import random
from collections.abc import Callable

from documents import FieldTruth, ReadState
from forms.definition import MARKED_KINDS, FieldDefinition, FieldKind
from samples import numbers
from samples.filled import DefectKind, DrawnMark, FilledField, SignatureKind
from samples.style import MarkKind

_CHECKED_KINDS = (FieldKind.NPI, FieldKind.DEA, FieldKind.NCPDP)
_IMPOSSIBLE_DAYS = ("02/30", "02/31", "04/31", "06/31", "11/31", "13/05")


def before_writing(kind: DefectKind | None, field: FieldDefinition, value: str, rng: random.Random) -> str:
    """The value to write in a field of that name when that defect befalls it; ValueError when it cannot."""
    if kind is DefectKind.BLANK:
        return ""
    if kind is DefectKind.WRONG_CHECK_DIGIT:
        _require(field.kind in _CHECKED_KINDS and bool(value), kind, field)
        return numbers.wrong_check_digit(value, rng)
    if kind is DefectKind.IMPOSSIBLE_DATE:
        _require(field.kind is FieldKind.DATE and bool(value), kind, field)
        return f"{rng.choice(_IMPOSSIBLE_DAYS)}/{value[:4]}"
    if kind is not None and not value and field.kind in MARKED_KINDS:
        return rng.choice(field.options).name
    return value


def after_writing(
    kind: DefectKind | None, field: FieldDefinition, filled: FilledField, rng: random.Random
) -> FilledField:
    """The field after that defect befell its writing; ValueError when a field of its kind cannot have it."""
    if kind is None or kind in _VALUE_DEFECTS:
        return filled
    if kind in _SIGNATURES:
        _require(field.kind is FieldKind.SIGNATURE, kind, field)
        return _doubtful_signature(SignatureKind(kind.value), filled)
    if kind in _ON_BOXES:
        needs_several = kind in (DefectKind.SEVERAL_MARKED, DefectKind.CHANGED_MIND)
        _require(field.kind in MARKED_KINDS and (len(field.options) > 1 or not needs_several), kind, field)
        return _ON_BOXES[kind](field, filled, rng)
    _require(bool(filled.written) and field.kind is not FieldKind.SIGNATURE, kind, field)
    return _ON_LINES[kind](field, filled, rng)


def _doubtful_signature(kind: SignatureKind, filled: FilledField) -> FilledField:
    truth = _doubted(filled, ReadState.READ)
    if kind is SignatureKind.STRAY_LINE:
        truth = _doubted(filled, ReadState.BLANK)
    return filled.model_copy(update={"truth": truth, "signature": kind})


def _several_marked(field: FieldDefinition, filled: FilledField, rng: random.Random) -> FilledField:
    other = DrawnMark(option=_other_option(field, filled, rng), kind=filled.marks[0].kind)
    truth = _doubted(filled, ReadState.ILLEGIBLE)
    return filled.model_copy(update={"truth": truth, "marks": (*filled.marks, other)})


def _circled(_field: FieldDefinition, filled: FilledField, _rng: random.Random) -> FilledField:
    return _remarked(filled, MarkKind.CIRCLED, ReadState.READ)


def _struck_out(_field: FieldDefinition, filled: FilledField, _rng: random.Random) -> FilledField:
    return _remarked(filled, MarkKind.STRUCK_OUT, ReadState.BLANK)


def _changed_mind(field: FieldDefinition, filled: FilledField, rng: random.Random) -> FilledField:
    other = DrawnMark(option=_other_option(field, filled, rng), kind=MarkKind.STRUCK_OUT)
    truth = _doubted(filled, ReadState.READ)
    return filled.model_copy(update={"truth": truth, "marks": (other, *filled.marks)})


def _corrected(_field: FieldDefinition, filled: FilledField, rng: random.Random) -> FilledField:
    kept = max(2, round(len(filled.written) * rng.uniform(0.3, 0.6)))
    wrong = filled.written[:kept]
    place = rng.randrange(len(wrong))
    letter = rng.choice("0123456789") if wrong[place].isdigit() else rng.choice("aeinorst")
    wrong = wrong[:place] + letter + wrong[place + 1 :]
    return filled.model_copy(update={"truth": _doubted(filled, ReadState.READ), "crossed_out": wrong})


def _scribbled(_field: FieldDefinition, filled: FilledField, _rng: random.Random) -> FilledField:
    return filled.model_copy(update={"truth": _doubted(filled, ReadState.ILLEGIBLE), "scribbled": True})


def _remarked(filled: FilledField, kind: MarkKind, state: ReadState) -> FilledField:
    marks = tuple(mark.model_copy(update={"kind": kind}) for mark in filled.marks)
    truth = _doubted(filled, state).model_copy(update={"hand": "hand"})
    return filled.model_copy(update={"truth": truth, "marks": marks, "typed": False})


def _other_option(field: FieldDefinition, filled: FilledField, rng: random.Random) -> str:
    taken = {mark.option for mark in filled.marks}
    return rng.choice([option.name for option in field.options if option.name not in taken])


def _doubted(filled: FilledField, state: ReadState) -> FieldTruth:
    value = filled.truth.value if state is ReadState.READ else ""
    return filled.truth.model_copy(update={"state": state, "value": value, "ambiguous": True})


def _require(possible: bool, kind: DefectKind, field: FieldDefinition) -> None:  # noqa: FBT001 - an assertion
    if not possible:
        raise ValueError(f"{field.name}: the defect {kind} cannot befall a {field.kind} field")


_VALUE_DEFECTS = frozenset({DefectKind.BLANK, DefectKind.WRONG_CHECK_DIGIT, DefectKind.IMPOSSIBLE_DATE})
_SIGNATURES = frozenset(kind for kind in DefectKind if kind.value in {wet.value for wet in SignatureKind})

_Change = Callable[[FieldDefinition, FilledField, random.Random], FilledField]
_ON_BOXES: dict[DefectKind, _Change] = {
    DefectKind.SEVERAL_MARKED: _several_marked,
    DefectKind.CIRCLED: _circled,
    DefectKind.STRUCK_OUT: _struck_out,
    DefectKind.CHANGED_MIND: _changed_mind,
}
_ON_LINES: dict[DefectKind, _Change] = {
    DefectKind.CORRECTED: _corrected,
    DefectKind.SCRIBBLED: _scribbled,
}
