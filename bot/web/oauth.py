"""Installing by *Add to Slack*: Bolt's OAuth flow on our own tables, with our own pages.

https://docs.slack.dev/authentication/installing-with-oauth
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from random import SystemRandom
from urllib.parse import urljoin

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.installation import Installation as SlackInstallation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.clock import Now
from bot.core.logging import SparingLogger, logger
from bot.core.manifest import REDIRECT_PATH
from bot.domain.installation import Installation
from bot.store.errors import DatabaseUnavailable
from bot.store.installations import Installations
from bot.store.oauth_states import OAuthStates
from bot.web.pages import HEADERS, REASONS, Pages

INSTALL_PATH = "/slack/install"
KNOWN_REASONS = (*REASONS, "invalid_state", "invalid_code", "missing_code")
"""Others come from whoever opens the address."""
HTML: dict[str, str | Sequence[str]] = {**HEADERS, "Content-Type": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class OAuthApp:
    """What Slack knows the app by: its client id and secret, and the scopes that it asks for."""

    client_id: str
    client_secret: str
    scopes: Sequence[str]


class SavedStates(AsyncOAuthStateStore):
    """The states of our table, as Bolt's flow wants them."""

    def __init__(self, states: OAuthStates, now: Now) -> None:
        self._states, self._now, self._rng = states, now, SystemRandom()

    async def async_issue(self, *_args: object, **_more: object) -> str:
        """Issue a state."""
        return await self._states.issue(self._now(), self._rng)

    async def async_consume(self, state: str) -> bool:
        """Consume a state; return whether it was valid, once."""
        return await self._states.consume(state, self._now())


class SavedInstallations(AsyncInstallationStore):
    """The installations of our table, as Bolt's flow wants them: it only saves."""

    def __init__(self, installations: Installations, now: Now, resume: Callable[[str], Awaitable[None]]) -> None:
        """Take what lets a workspace's breaks go on, whose token was refused before."""
        self._installations, self._now, self._resume = installations, now, resume

    async def async_save(self, installation: SlackInstallation) -> None:
        """Save what Slack granted; raise BoltError if that cannot be done now."""
        try:
            saved = granted(installation, self._now)
            await self._installations.save(saved)
            for team in await self._installations.teams_of(saved.installed_in):
                await self._resume(team)
        except DatabaseUnavailable as error:
            raise BoltError(str(error)) from error
        logger.info("installed", extra={"team": saved.installed_in})


class TokenExpires(BoltError):
    """The app has token rotation turned on, so that its tokens are good for twelve hours."""


def granted(installation: SlackInstallation, now: Now) -> Installation:
    """Return what Slack granted, as it is stored; raise BoltError if there is no bot token, or one that expires."""
    if not installation.bot_token:
        raise BoltError("Slack granted no bot token")
    if installation.bot_refresh_token or installation.bot_token_expires_at:
        raise TokenExpires("token rotation is on")
    return Installation(
        app=installation.app_id or "",
        enterprise=installation.enterprise_id,
        team=None if installation.is_enterprise_install else installation.team_id,
        bot_token=installation.bot_token,
        bot_id=installation.bot_id or "",
        bot_user=installation.bot_user_id or "",
        scopes=frozenset(installation.bot_scopes or ()),
        installed_by=installation.user_id,
        installed_at=now(),
    )


def oauth_flow(
    app: OAuthApp, store: SavedInstallations, states: SavedStates, pages: Pages, slack: AsyncWebClient
) -> AsyncOAuthFlow:
    """Return the flow; `slack` is a client without a token."""

    sparing = SparingLogger(logger)

    async def succeeded(args: AsyncSuccessArgs) -> BoltResponse:
        granted_scopes = args.installation.bot_scopes or ()
        declined = [scope for scope in app.scopes if scope not in granted_scopes]
        body = pages.installed(args.installation.app_id or "", args.installation.team_id, declined)
        forget = args.settings.state_utils.build_set_cookie_for_deletion()
        return BoltResponse(status=200, body=body, headers={**HTML, "Set-Cookie": forget})

    async def failed(args: AsyncFailureArgs) -> BoltResponse:
        reason = "token_rotation" if isinstance(args.error, TokenExpires) else args.reason
        sparing.warning("not installed", extra={"error": reason if reason in KNOWN_REASONS else "other"})
        return BoltResponse(status=args.suggested_status_code, body=pages.not_installed(reason), headers=HTML)

    settings = AsyncOAuthSettings(
        client_id=app.client_id,
        client_secret=app.client_secret,
        scopes=list(app.scopes),
        redirect_uri=urljoin(pages.base, REDIRECT_PATH.lstrip("/")),
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=urljoin(slack.base_url, "../oauth/v2/authorize"),
        install_page_rendering_enabled=False,
        installation_store=store,
        state_store=states,
        callback_options=AsyncCallbackOptions(succeeded, failed),
    )
    return AsyncOAuthFlow(client=slack, logger=_quiet(), settings=settings)


def _quiet() -> logging.Logger:
    # Bolt's own warning holds the code that Slack gave, and what is to be said of it is said by `failed`.
    quiet = logging.getLogger("limber.oauth")
    quiet.setLevel(logging.ERROR)
    return quiet
