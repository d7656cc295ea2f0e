"""The buttons of a private reminder's message: each is an answer, edits the message and has a way back."""

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.services.fitting import Fitting
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.services.home import Home
from bot.services.personal_reminders import PersonalReminders
from bot.services.session_opener import Source
from bot.slack.blocks import button
from bot.slack.responder import Responder
from bot.views import personal_reminder as views
from bot.views import reminder_answers as answers
from bot.views.break_answers import EXERCISES_GONE


def register(app: AsyncApp, _stretch: CommandRouter) -> None:
    """Register the listeners."""
    app.action(views.START_ACTION)(start)
    app.action(views.LATER_ACTION)(later)
    app.action(views.SKIP_ACTION)(skip)
    app.action(views.STOP_ACTION)(stop)
    app.action(views.KEEP_ACTION)(keep)
    app.action(views.FEWER_ACTION)(fewer)


async def start(
    actor: Actor,
    action: Json,
    trigger_id: str,
    personal_reminders: PersonalReminders,
    fitting: Fitting,
    guide: Guide,
    responder: Responder,
) -> None:
    """Open the guide with the reminder's exercise, or what stands in for one that was hidden since it came.

    Its Done counts once, and takes the message's place.
    """
    break_ = await personal_reminders.answer(actor, str(action.get("value")))
    to_do = await fitting.to_do(actor, break_)
    if not to_do.exercises:
        raise UserError(EXERCISES_GONE)
    source = Source(break_.id, response_url=responder.url, swapped=to_do.swapped)
    try:
        await guide.open(actor, fitting.steps(to_do), trigger_id, source)
    except (TriggerExpired, SlackApiError):
        raise UserError(answers.GUIDE_NOT_OPENED) from None


async def later(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder
) -> None:
    """Remind again in fifteen minutes; until then *Start* is still there."""
    break_ = await personal_reminders.answer(actor, str(action.get("value")))
    at = await personal_reminders.snooze(break_)
    await responder(answers.back_at(at, button("Start now", views.START_ACTION, break_.id)), replace=True)
    await home.refresh(actor)


async def skip(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder, now: Now
) -> None:
    """Send no more today."""
    await personal_reminders.answer(actor, str(action.get("value")))
    await responder(answers.skipped_today(await personal_reminders.skip_today(actor), now()), replace=True)
    await home.refresh(actor)


async def stop(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder
) -> None:
    """Stop reminders at once."""
    await personal_reminders.answer(actor, str(action.get("value")))
    await responder(answers.reminders_stopped(await personal_reminders.stop(actor)), replace=True)
    await home.refresh(actor)


async def keep(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder, now: Now
) -> None:
    """Go on as before."""
    await personal_reminders.answer(actor, str(action.get("value")))
    await responder(answers.kept_going(await personal_reminders.resume(actor), now()), replace=True)
    await home.refresh(actor)


async def fewer(
    actor: Actor, action: Json, personal_reminders: PersonalReminders, home: Home, responder: Responder, now: Now
) -> None:
    """Remind once a day from now on, at the first of the times."""
    await personal_reminders.answer(actor, str(action.get("value")))
    before, found = await personal_reminders.fewer(actor)
    await responder(answers.fewer_from_now_on(before, found, now()), replace=True)
    await home.refresh(actor)
