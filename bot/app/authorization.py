"""How requests, and what is posted by the clock, find the token of their workspace."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.logging import logger
from bot.core.settings import Settings
from bot.domain.errors import UserError
from bot.domain.installation import Installation
from bot.slack.clients import FindToken, only_token
from bot.store.cipher import UnreadableToken
from bot.store.installations import Installations

Authorize = Callable[..., Awaitable[AuthorizeResult]]


class NotInstalledHere(UserError):
    """Read by somebody in a workspace that has removed the bot, or whose token cannot be read."""

    def __init__(self) -> None:
        super().__init__("Limber isn't installed in this workspace any more. An admin can add it again.")


@dataclass(frozen=True)
class Access:
    """What Bolt is given: a client with the only workspace's token; or one without, and what finds each one's."""

    slack: AsyncWebClient
    authorize: Authorize | None = None
    signing_secret: str | None = None
    """With it, requests are taken over HTTP."""


def access_for(settings: Settings, installations: Installations | None, slack: AsyncWebClient) -> Access:
    """Return what Bolt is given for the way to run that the settings choose."""
    if installations is None:
        return Access(slack)
    return Access(slack, authorize_by(installations), settings.signing_secret.get_secret_value() or None)


def find_token(settings: Settings, installations: Installations | None) -> FindToken:
    """Return what finds a workspace's token by its id alone."""
    if installations is None:
        return only_token(settings.bot_token.get_secret_value())
    return token_of(installations)


def token_of(installations: Installations) -> FindToken:
    """Return what finds the token of a workspace's installation."""

    async def find(team: str) -> str | None:
        found = await _readable(team, installations.find_for_team(team))
        return found.bot_token if found else None

    return find


def authorize_by(installations: Installations) -> Authorize:
    """Return what authorizes requests by the installation that they come from, or raises NotInstalledHere."""

    async def authorize(context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        is_org_wide = bool(context.is_enterprise_install)
        if is_org_wide or team_id is None:
            finding = installations.find(enterprise_id, team_id, is_org_wide)
        else:  # one query for all who ask meanwhile
            finding = installations.find_for_team(team_id)
        found = await _readable(team_id, finding)
        if found is None:
            raise NotInstalledHere
        if is_org_wide and enterprise_id and team_id:
            await installations.remember_team(team_id, enterprise_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user,
            bot_token=found.bot_token,
        )

    return authorize


async def _readable(team: str | None, finding: Awaitable[Installation | None]) -> Installation | None:
    """Return an installation; one whose token no key opens is as none: installing again helps."""
    try:
        return await finding
    except UnreadableToken as error:
        logger.error("a workspace's token cannot be read", extra={"team": team, "error": str(error)})
        return None
