"""The step *Post a stretch break* of Workflow Builder; if it fails, the error handler tells the workflow."""

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.complete.async_complete import AsyncComplete

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.core.workflow_step import CHANNEL, PERSON, STEP, STRETCHES, WHAT
from bot.domain.actor import Actor
from bot.domain.break_choice import BreakContent
from bot.domain.errors import ParseError, UserError
from bot.domain.formatting import exercise_names
from bot.domain.library import Library
from bot.domain.parsing.break_content import parse_break_content
from bot.services.breaks import Breaks
from bot.services.timetables import Timetables
from bot.views.break_answers import no_break


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    app.function(STEP)(post_stretch_break)


async def post_stretch_break(
    actor: Actor, inputs: Json, complete: AsyncComplete, breaks: Breaks, timetables: Timetables, library: Library
) -> None:
    """Post a break, with the rights of the person for whom the workflow asks, and let the workflow go on."""
    asking = Actor(actor.team, str(inputs.get(PERSON) or ""))
    channel, content = str(inputs.get(CHANNEL)), _content(str(inputs.get(WHAT) or ""), library)
    await timetables.require_posting(asking, channel)
    routine = await breaks.post_now(asking, channel, content, here=False)
    await complete({STRETCHES: exercise_names(routine)})


def _content(what: str, library: Library) -> BreakContent:
    try:
        return parse_break_content(what, library)
    except ParseError:  # its own hint is for whoever types a command
        raise UserError(no_break(what)) from None
