"""What may go wrong for a person."""


class UserError(Exception):
    """Read by the person who asked: one kind sentence that says what to do now."""
