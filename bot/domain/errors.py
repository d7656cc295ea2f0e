"""Errors whose messages are shown to the person who caused them."""


class UserError(Exception):
    """Shown to the person who asked: one sentence that says what to do now."""


class ParseError(UserError, ValueError):
    """Shown to the person who typed: what was not understood, and what would be; plain text, escaped on its way out."""
