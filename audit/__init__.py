"""The tamper-evident trail of who did what, when, on which evidence."""
