"""The openly licensed fonts of the sample maker, split once into maker fonts and fonts kept for tests."""

from samples.fonts.catalog import FontUse, Look, SampleFont, fonts, loaded

__all__ = ["FontUse", "Look", "SampleFont", "fonts", "loaded"]
