"""What a page is, as people write and choose it: `cover`, `prescriber_enrollment/2017-10:2`."""

from collections.abc import Mapping

from pydantic import ValidationError

from documents import NOT_OURS, BadInput, FormRef, PageKind, Placing, Turn

AS_IT_IS = "as_it_is"
"""A page stays what it is now."""

WORDS: Mapping[str, PageKind] = {
    "cover": PageKind.COVER,
    "blank": PageKind.BLANK,
    "not_ours": PageKind.OTHER,
    "unidentified": PageKind.UNKNOWN,
}
"""What a page can be that is no form of ours."""

TURNS: tuple[Turn, ...] = (0, 90, 180, 270)


def word_of(placing: Placing) -> str:
    """The word for what a page is; `as_it_is` where there is none for it."""
    if placing.form is not None:
        return f"{placing.form}:{placing.form_page}"
    if placing.kind is PageKind.OTHER and placing.topic != NOT_OURS:
        return AS_IT_IS
    return next(word for word, kind in WORDS.items() if kind is placing.kind)


def placed(now: Placing, word: str, document: int, further: int) -> Placing:
    """The page as a person says it is, turned `further` degrees clockwise from how it stands.

    `document` counts for pages of a form alone. BadInput for a word that says nothing, or no such turn.
    """
    turn = next((one for one in TURNS if one == (now.turn + further) % 360), None)
    if turn is None:
        raise BadInput("a page is turned by 0, 90, 180 or 270 degrees")
    if word == AS_IT_IS:
        return now.model_copy(update={"turn": turn})
    return Placing.model_validate(
        {"number": now.number, "turn": turn, "source": now.source, **_said(word, document)}
    )


def _said(word: str, document: int) -> dict[str, object]:
    if word in WORDS:
        return {"kind": WORDS[word], "topic": NOT_OURS if WORDS[word] is PageKind.OTHER else ""}
    form, _, form_page = word.partition(":")
    name, _, edition = form.partition("/")
    try:
        ref = FormRef(form=name, edition=edition)
    except ValidationError:
        raise BadInput(f"a page is one of {', '.join(WORDS)}, or FORM/EDITION:PAGE") from None
    if not form_page.isdecimal() or int(form_page) < 1 or document < 1:
        raise BadInput("a page of a form says which page, of which document")
    return {"kind": PageKind.FORM, "form": ref, "form_page": int(form_page), "document": document}
