"""The part of a document that the bench writes, between two comments."""

BEGIN = "<!-- recognition: written by make bench-recognition -->"
END = "<!-- recognition: end -->"


def rewritten(text: str, section: str) -> str:
    """The document with the section between its two comments; put at its end where it has none yet.

    ValueError when only one of the comments is there, or they stand the wrong way round.
    """
    block = f"{BEGIN}\n\n{section.strip()}\n\n{END}\n"
    if BEGIN not in text and END not in text:
        return f"{text.rstrip()}\n\n{block}"
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the comments around the section do not belong together")
    return f"{before}{block}{after.lstrip(chr(10)) and chr(10) + after.lstrip(chr(10))}"
