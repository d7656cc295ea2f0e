"""The pages that people see before and after installing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlencode

FOLDER = Path(__file__).parent / "pages"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
DECLINED_SCOPES: Mapping[str, str] = {
    "users:read": "Limber may not see time zones, so you'll choose one when you set up breaks.",
    "chat:write.public": (
        "Limber may only post where it's invited: type <code>/invite @limber</code> in a channel "
        "before you set up breaks."
    ),
    "dnd:read": "Limber may not see who has paused notifications, so private reminders come even then.",
    "files:write": "Limber may not send files, so whoever asks for their data gets it as messages.",
}
"""What follows where an optional scope was declined."""
NO_SUPPORT = "Whoever runs this server for you can help."
DECLINED = (
    "Nothing was changed",
    "You chose not to add Limber. That's fine. If you change your mind, you can start again.",
    "Add to Slack",
)
STARTED_ELSEWHERE = (
    "One more step",
    "If you've just added Limber, it's there: type /stretch in Slack. Otherwise, adding it starts here, so that we "
    "know it's you. Please press the button.",
    "Add to Slack",
)
FAILED = (
    "That didn't work",
    "Slack didn't confirm it in time, or the page was opened twice. Please start again.",
    "Try again",
)
NOT_SAVED = (
    "That didn't work",
    "Slack said yes, but I couldn't save it. Please try again in a few minutes.",
    "Try again",
)
TOKENS_EXPIRE = (
    "This needs whoever runs this server",
    "Its Slack app has token rotation turned on, and that can't be undone. It has to be made again without it.",
    "Try again",
)
UNAVAILABLE = (
    "Not right now",
    "Something we need doesn't answer. Please try again in a few minutes.",
    "Try again",
)
REASONS: Mapping[str, tuple[str, str, str]] = {
    "access_denied": DECLINED,
    "invalid_browser": STARTED_ELSEWHERE,
    "storage_error": NOT_SAVED,
    "unavailable": UNAVAILABLE,
    "token_rotation": TOKENS_EXPIRE,
}
"""Headline, explanation and button, by the reason for which an installation did not come about; else FAILED."""


@dataclass(frozen=True)
class Pages:
    """`base` is the server's public address, `slack` that of Slack's site, both with a slash at the end.

    `support` is an e-mail or web address, or "".
    """

    base: str
    support: str = ""
    slack: str = "https://slack.com/"
    picture: str | None = None
    """The address of the picture on the landing page."""

    def landing(self) -> str:
        """Return the page about Limber, with *Add to Slack*."""
        picture = f'<p><img src="{escape(self.picture)}" alt=""></p>' if self.picture else ""
        return self._page("Limber: stretch breaks in Slack", "landing", support=self._support(), picture=picture)

    def privacy(self) -> str:
        """Return the page about what is stored."""
        return self._page("Privacy · Limber", "privacy", support=self._support())

    def installed(self, app: str, team: str | None, declined: Sequence[str] = ()) -> str:
        """Return the page after an installation; its button opens the app in this workspace.

        `declined`: the optional scopes that were not granted.
        """
        address = f"{self.slack}app_redirect?{urlencode({'app': app, 'team': team} if team else {'app': app})}"
        effects = "".join(f"<p>{DECLINED_SCOPES[scope]}</p>" for scope in declined if scope in DECLINED_SCOPES)
        return self._page("Limber is installed", "installed", slack=escape(address), declined=effects)

    def not_installed(self, reason: str) -> str:
        """Return the page that says why an installation did not come about, and lets people start again."""
        headline, why, again = REASONS.get(reason, FAILED)
        return self._page(f"{headline} · Limber", "not_installed", headline=headline, why=why, again=again)

    def missing(self) -> str:
        """Return the page at an address where there is none."""
        return self._page("Nothing here · Limber", "missing")

    def _support(self) -> str:
        if not self.support:
            return NO_SUPPORT
        address = self.support if "://" in self.support else f"mailto:{self.support}"
        return f'Write to <a href="{escape(address)}">{escape(self.support)}</a>.'

    def _page(self, title: str, name: str, **values: str) -> str:
        main = _template(name).substitute(values | {"base": escape(self.base)})
        return _template("layout").substitute(title=escape(title), main=main, base=escape(self.base))


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / f"{name}.html").read_text(encoding="utf-8"))
