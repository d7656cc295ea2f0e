"""Errors of user actions; errors of the Web API are ApiError in models."""


class MissedAck(Exception):
    """The bot did not acknowledge an action in time; Slack would show the user an error."""


class NotAvailableError(ValueError):
    """The action is not available to the user, for example because the element is gone."""


class InvalidFormError(ValueError):
    """Slack's client would not submit the form; `errors` are by block_id."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{block}: {text}" for block, text in errors.items()))
        self.errors = errors
