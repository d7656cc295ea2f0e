"""The guide's "Ready?": what somebody should know before they begin an exercise that is new to them."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.exercises import Exercise
from bot.domain.guide import Session
from bot.slack.blocks import image, section
from bot.views.card_details import skip_line
from bot.views.guide_window import guide_view

MAX_INTRODUCED_IN_FULL = 2
"""Of more exercises, only who should skip them is told at once; each start position comes with its first hold."""


def ready_view(session: Session, exercises: Sequence[Exercise], picture_url: str | None, stand_in: str = "") -> View:
    """Return the modal before the first hold, about the exercises that the person is new to.

    `stand_in`: the line that says for what the routine stands in, if it does.
    """
    is_long = len(exercises) > MAX_INTRODUCED_IN_FULL
    introduced = [skip_line(each) if is_long else _introduction(each, len(exercises) > 1) for each in exercises]
    paragraphs = [stand_in, *introduced] if stand_in else introduced
    blocks: list[Block] = [*image(picture_url, exercises[0].holds[0].picture), *map(section, paragraphs)]
    return guide_view("Ready?", blocks, session, submit="Start", close="Not now")


def _introduction(exercise: Exercise, with_name: bool) -> str:
    name = f"*{exercise.name}*\n" if with_name else ""
    return f"{name}{exercise.start}\n*Skip it if* {exercise.skip_if}."
