"""The press: prints the blank.pdf of a form from its form.toml, the same bytes every time."""

from forms.press.layout import press

__all__ = ["press"]
