"""The parts of a document that a bench writes, each between two comments."""


def rewritten(text: str, name: str, command: str, section: str) -> str:
    """The document with the section of that name between its two comments; put at its end where it has none.

    ValueError when only one of the comments is there, or they stand the wrong way round.
    """
    opening, closing = comments(name, command)
    block = f"{opening}\n\n{section.strip()}\n\n{closing}\n"
    if opening not in text and closing not in text:
        return f"{text.rstrip()}\n\n{block}"
    before, begin, rest = text.partition(opening)
    _, end, after = rest.partition(closing)
    if not begin or not end:
        raise ValueError("the comments around the section do not belong together")
    return f"{before}{block}{after.lstrip(chr(10)) and chr(10) + after.lstrip(chr(10))}"


def comments(name: str, command: str) -> tuple[str, str]:
    """The comments before and after a section."""
    return f"<!-- {name}: written by {command} -->", f"<!-- {name}: end -->"
