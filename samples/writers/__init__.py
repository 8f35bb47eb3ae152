"""The pen strokes of real writers, and how they fill in a form."""
