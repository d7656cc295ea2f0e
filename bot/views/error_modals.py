"""Modals that say what went wrong."""

from slack_sdk.models.views import View

from bot.slack.blocks import context, modal, section


def error_modal_above_form(sentence: str) -> View:
    """Return a modal that is pushed above a form and says what went wrong; the form keeps what was entered."""
    hint = context("Your entries are still there. Go back and try again.")
    return modal("Not yet", [section(sentence), hint], close="Back")
