"""A person's own page: `/stretch me`, the Home tab, and deleting what is stored; a workspace's leaving, too."""

import re
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.app.matchers import subcommand
from bot.core.clock import Now
from bot.core.logging import logger
from bot.domain.errors import UserError
from bot.domain.exercises import Library
from bot.services.cards import Cards
from bot.services.guide import Guide
from bot.services.guide_modal import TriggerExpired
from bot.services.home import Home
from bot.slack.responder import Responder
from bot.store import Store
from bot.views import home as views


def register(app: AsyncApp) -> None:
    """Say which of Slack's names lead where."""
    app.command("/stretch", matchers=[subcommand("me")])(me)
    app.event("app_home_opened")(opened)
    app.action(views.FORGET)(forget)
    app.action(re.compile(rf"{re.escape(views.AREA)}\.\S+"))(area)
    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)


async def me(
    team: str, user: str, cards: Cards, store: Store, library: Library, now: Now, responder: Responder
) -> None:
    """Answer `/stretch me`."""
    recent = (await store.people.history(team, user, now())).recent
    await responder(views.me(await cards.this_week(team, user), recent, library))


async def opened(team: str, user: str, event: dict[str, Any], home: Home) -> None:
    """Fill the Home tab when it is opened."""
    if event.get("tab") == "home":
        await home.show(team, user)


async def area(team: str, user: str, action: dict[str, Any], trigger: str, cards: Cards, guide: Guide) -> None:
    """Open the guide at once for an area that was pressed on the Home tab."""
    exercise = await cards.pick(team, user, str(action.get("value")))
    try:
        await guide.open(team, user, [exercise.slug], trigger)
    except TriggerExpired:
        raise UserError("That took too long for Slack. Please press the button again.") from None


async def forget(team: str, user: str, body: dict[str, Any], store: Store, home: Home, responder: Responder) -> None:
    """Delete what is stored about a person, and show that it is gone."""
    await store.people.forget(team, user)
    if body.get("view"):
        await home.show_empty(user)
    else:
        await responder(views.forgotten(), replace=True)


async def uninstalled(team: str, store: Store) -> None:
    """Delete everything of a workspace that took the bot out."""
    await store.people.forget_team(team)
    logger.info("workspace left, its data deleted", extra={"team": team})


async def revoked(team: str, event: dict[str, Any], store: Store) -> None:
    """Delete everything of a workspace that took the bot's own token back."""
    if (event.get("tokens") or {}).get("bot"):
        await store.people.forget_team(team)
