"""A person's own page: `/stretch me` and the Home tab; and a workspace that leaves."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from slack_bolt.async_app import AsyncApp, AsyncBoltContext

from bot.app.command_router import CommandRouter
from bot.app.payloads import Json
from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.preferences import GOALS, Preferences
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.services.home import Home
from bot.services.routine_cards import RoutineCards
from bot.services.uninstalling import Removed, Uninstalling
from bot.slack.responder import Responder
from bot.store import Store
from bot.views import home_now as views
from bot.views.home_weeks import GOAL_ACTION


def register(app: AsyncApp, stretch: CommandRouter) -> None:
    """Register the listeners."""
    stretch.add_route("me", me)
    app.event("app_home_opened")(opened)
    app.action(re.compile(rf"{re.escape(views.AREA_ACTION_PREFIX)}\.\S+"))(area)
    app.action(views.OTHER_AREA_ACTION)(other_area)
    app.action(views.ROUTINE_ACTION)(routine)
    app.action(GOAL_ACTION)(goal)
    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)
    app.event("team_access_revoked")(access_revoked)


async def me(actor: Actor, home: Home, responder: Responder) -> None:
    """Answer `/stretch me`."""
    await responder(await home.my_week(actor))


async def opened(actor: Actor, event: Json, home: Home) -> None:
    """Publish the Home tab when it is opened."""
    if event.get("tab") == "home":
        await home.open(actor)


async def area(actor: Actor, action: Json, trigger_id: str, cards: Cards, guide: Guide, home: Home) -> None:
    """Open the guide at once for an area that was pressed on the Home tab, with the stretch that it promised."""
    pressed = views.AreaButton.unpack(action.get("value"))
    exercise = await cards.pick(actor, pressed.area, pressed.promised)
    await _open(guide, actor, [exercise.slug], trigger_id)
    await home.touch(actor)


async def other_area(actor: Actor, action: Json, trigger_id: str, cards: Cards, guide: Guide, home: Home) -> None:
    """Do likewise for an area that was chosen from the menu, and empty that."""
    try:
        exercise = await cards.pick(actor, _chosen(action))
        await _open(guide, actor, [exercise.slug], trigger_id)
    finally:
        await home.touch(actor)
        await home.refresh(actor)


async def routine(
    actor: Actor, action: Json, trigger_id: str, routine_cards: RoutineCards, guide: Guide, home: Home
) -> None:
    """Open the guide at once for a few stretches in a row."""
    steps = await routine_cards.pick(actor, str(action.get("value")))
    await _open(guide, actor, steps, trigger_id)
    await home.touch(actor)


async def goal(actor: Actor, action: Json, store: Store, home: Home) -> None:
    """Set on how many days a week a person means to stretch."""
    chosen = _chosen(action)
    if chosen in map(str, GOALS):
        await store.preferences.save(actor, Preferences(goal_days=int(chosen)), only=["goal_days"])
    await home.touch(actor)
    await home.refresh(actor)


async def uninstalled(context: AsyncBoltContext, body: Json, uninstalling: Uninstalling, now: Now) -> None:
    """Delete everything of a workspace, or an organisation, that uninstalled the bot."""
    await uninstalling.remove(_removed(context, body, now()))


async def revoked(context: AsyncBoltContext, body: Json, event: Json, uninstalling: Uninstalling, now: Now) -> None:
    """Delete likewise where the bot's own token was revoked."""
    if (event.get("tokens") or {}).get("bot"):
        await uninstalling.remove(_removed(context, body, now()))


async def access_revoked(event: Json, uninstalling: Uninstalling) -> None:
    """Delete everything of workspaces that an organisation took the bot from."""
    await uninstalling.revoke_access([str(team) for team in event.get("team_ids") or ()])


async def _open(guide: Guide, actor: Actor, steps: Sequence[str], trigger_id: str) -> None:
    try:
        await guide.open(actor, steps, trigger_id)
    except TriggerExpired:
        raise UserError("Slack took too long. Please press the button again.") from None


def _chosen(action: Json) -> str:
    return str((action.get("selected_option") or {}).get("value"))


def _removed(context: AsyncBoltContext, body: Json, now: datetime) -> Removed:
    """Return what was removed: an organisation's installation, where no workspace is named or it is one itself."""
    at, team = body.get("event_time"), context.team_id or ""
    is_org_wide = bool(context.is_enterprise_install) or not team or team.startswith("E")
    installed_in = (context.enterprise_id or team) if is_org_wide else team
    return Removed(installed_in, datetime.fromtimestamp(at, UTC) if isinstance(at, int) else now)
