"""Adds the app to a workspace as a person with a browser does: from the app's page to Slack's, and back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from aiohttp import ClientResponse, ClientSession, CookieJar
from yarl import URL

from bot.playground.oauth_routes import AUTHORIZE, PERSON_COOKIE
from bot.playground.workspace import Workspace

LINK = re.compile(r'href="([^"]*)"')
OPTIONAL = re.compile(r'name="optional" value="([^"]*)"')


@dataclass(frozen=True)
class SeenPage:
    """The page at which the browser ended."""

    url: str
    status: int
    text: str


async def add_to_slack(
    workspace: Workspace, install_url: str, user: str = "", declined: Iterable[str] = (), cancel: bool = False
) -> SeenPage:
    """Open the app's page, choose this workspace, untick the declined scopes, allow or cancel, and follow on.

    Returns the last page, also where the way ended before Slack asked.
    """
    slack, app = URL(workspace.url), URL(install_url)
    jar = CookieJar(unsafe=True, treat_as_secure_origin=[slack.origin(), app.origin()])
    jar.update_cookies({PERSON_COOKIE: workspace.person_or_first(user).id}, slack)
    async with ClientSession(cookie_jar=jar) as session:
        page = await _seen(await session.get(app))
        if (ask := _authorize_url(page, workspace.url)) is None:
            return page
        page = await _seen(await session.get(ask))
        if page.status != 200:
            return page
        accepted = {*map(unescape, OPTIONAL.findall(page.text))} - {*declined}
        form = [("team", workspace.team.id), ("decision", "cancel" if cancel else "allow")]
        form += [("optional", scope) for scope in sorted(accepted)]
        return await _seen(await session.post(ask, data=form))


async def _seen(response: ClientResponse) -> SeenPage:
    return SeenPage(str(response.url), response.status, await response.text())


def _authorize_url(page: SeenPage, slack_url: str) -> URL | None:
    """Return the address of Slack's page, which the app's page was redirected to or links."""
    addresses = [page.url, *map(unescape, LINK.findall(page.text))]
    found = next((each for each in addresses if each.startswith(f"{slack_url}{AUTHORIZE}?")), None)
    return URL(found, encoded=True) if found else None
