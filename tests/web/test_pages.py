"""The pages about Limber: whole, safe against what is put into them, and kind where something went wrong."""

import re
from html.parser import HTMLParser

import pytest

from bot.core.manifest import read_manifest
from bot.core.settings import ROOT
from bot.web.pages import DECLINED_SCOPES, FOLDER, REASONS, Pages

PAGES = Pages("https://limber.example/", "help@limber.example", picture="https://limber.example/pictures/a.png")
ALL = {
    "landing": PAGES.landing(),
    "privacy": PAGES.privacy(),
    "installed": PAGES.installed("A1", "T1"),
    "missing": PAGES.missing(),
    **{reason: PAGES.not_installed(reason) for reason in (*REASONS, "invalid_state")},
}


class Balanced(HTMLParser):
    """Counts that every element is closed."""

    VOID = ("meta", "img", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.open += [] if tag in self.VOID else [tag]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_whole_and_its_links_lead_somewhere(name: str) -> None:
    parser = Balanced()
    parser.feed(ALL[name])
    assert parser.open == []
    assert "$" not in ALL[name]
    links = set(re.findall(r'href="([^"]*)"', ALL[name]))
    known = ("https://limber.example/", "https://slack.com/app_redirect?", "mailto:help@limber.example")
    assert all(link.startswith(known) for link in links)


def test_whatever_went_wrong_one_can_start_again() -> None:
    for reason in (*REASONS, "invalid_state", "anything"):
        assert 'href="https://limber.example/slack/install"' in PAGES.not_installed(reason)
    assert "That's fine" in PAGES.not_installed("access_denied")
    assert "adding it starts here" in PAGES.not_installed("invalid_browser")


def test_what_was_declined_is_said_with_what_follows() -> None:
    assert "/invite @limber" in PAGES.installed("A1", "T1", ["chat:write.public"])
    assert "you'll choose one" in PAGES.installed("A1", "T1", ["users:read"])
    assert "paused notifications" in PAGES.installed("A1", "T1", ["dnd:read"])
    assert "/invite" not in PAGES.installed("A1", "T1")


def test_what_follows_is_said_of_every_optional_scope() -> None:
    assert set(DECLINED_SCOPES) == set(read_manifest()["oauth_config"]["scopes"]["bot_optional"])


def test_what_is_put_into_a_page_is_no_markup_in_it() -> None:
    odd = Pages('https://x.example/"><b>', '"><script>@x')
    assert "<script>" not in odd.landing() + odd.privacy()
    assert "<b>" not in odd.landing()
    assert "<i>" not in PAGES.installed("A<i>", "T<i>")


def test_without_an_address_whoever_runs_it_helps() -> None:
    assert "Whoever runs this server" in Pages("https://limber.example/").privacy()


def test_the_privacy_page_tells_all_that_its_longer_form_tells_of_what_is_stored() -> None:
    longer = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")
    rows = [line for line in longer.splitlines() if line.startswith("| ") and not line.startswith("| what")]
    page = (FOLDER / "privacy.html").read_text(encoding="utf-8")
    assert page.count("<tr><td>") == len(rows)
