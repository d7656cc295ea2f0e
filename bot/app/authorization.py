"""How a request finds the token of the workspace that it comes from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.clients import FindToken
from bot.store.installations import Installations

def token_of(installations: Installations) -> FindToken:
    """Return what finds the token of a workspace where no request says more than its id."""

    async def find(team: str) -> str | None:
        found = await installations.find_for_team(team)
        return found.bot_token if found else None

    return find


Authorize = Callable[..., Awaitable[AuthorizeResult | None]]


@dataclass(frozen=True)
class Access:
    """What Bolt is given: a client with the only workspace's token; or one without, and what finds each one's."""

    slack: AsyncWebClient
    authorize: Authorize | None = None
    signing_secret: str | None = None
    """With it, requests are taken over HTTP."""


def authorize_by(installations: Installations) -> Authorize:
    """Return what authorizes requests by their workspace's installation; None where there is none."""

    async def authorize(
        context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        is_org_wide = bool(context.is_enterprise_install)
        found = await installations.find(enterprise_id, team_id, is_org_wide)
        if found is None:
            return None
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
