"""A new user in a real browser: types, is guided through every hold, presses Done."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from browser import FLAGS, found_browser
from page_steps import START, press_on_to_done, press_until_focused
from playwright.async_api import Page, async_playwright, expect

from bot.cli.play import Play, playing

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]
"""A person's pace is the measure here: pictures that are drawn while every line is counted come too late."""


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A page of a real browser; skipped in words where there is none."""
    path = found_browser() or pytest.skip("The main path was not tried: no chromium found (CHROMIUM may name one).")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        opened = await browser.new_page(viewport={"width": 1280, "height": 860})
        opened.set_default_timeout(8000)
        yield opened
        await browser.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this test process keeps its drawn pictures."""
    return tmp_path_factory.mktemp("pictures")


@pytest.fixture
async def play(tmp_path: Path, pictures: Path) -> AsyncIterator[Play]:
    """The bot in its playground, with pictures."""
    async with playing(tmp_path, pictures=pictures) as opened:
        yield opened


@pytest.fixture
async def fast(tmp_path: Path, pictures: Path) -> AsyncIterator[Play]:
    """The bot with a clock that runs thirty times as fast."""
    async with playing(tmp_path, speed=30, pictures=pictures) as opened:
        yield opened


async def asks(page: Page, play: Play, words: str) -> None:
    await page.goto(f"{play.slack.url}/?as=U0ANA")
    await page.wait_for_selector("body[data-ready]")
    await page.locator("textarea").fill(words)
    await page.keyboard.press("Enter")


async def test_a_new_user_is_guided_through_every_hold_by_pressing_next(page: Page, play: Play) -> None:
    await asks(page, play, "/stretch trunk turn")
    await page.get_by_role("button", name="Start", exact=True).click()
    window = page.get_by_role("dialog")
    await expect(window).to_contain_text("Skip it if")
    await window.get_by_role("button", name="Start", exact=True).click()
    for number in range(1, 7):
        await expect(window).to_contain_text(f"Hold {number} of 6")
        await expect(window.get_by_role("img").first).to_have_attribute("alt", re.compile(".{20,}"))
        await window.get_by_role("button", name="Next", exact=True).click()
    await window.get_by_role("button", name="Done", exact=True).click()
    await expect(window).to_contain_text("first stretch this week")
    assert play.slack.problems == []


async def test_with_keys_alone_one_gets_from_arriving_to_done(page: Page, play: Play) -> None:
    await page.goto(f"{play.slack.url}/?as=U0ANA")
    await expect(page.locator("#composer-text")).to_be_focused()
    await page.keyboard.type("/stretch lower")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name=START)).to_be_visible()
    await press_until_focused(page, START)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await press_on_to_done(page)
    await page.wait_for_function("document.activeElement !== document.body")
    assert play.slack.problems == []
    await play.slack.open_home("U0ANA")
    home = await play.slack.until(lambda: play.slack.home("U0ANA"))
    assert "Done: your first stretch." in home.words


async def test_after_a_jump_every_open_page_shows_the_new_time(page: Page, play: Play) -> None:
    await asks(page, play, "/stretch daily 15:00 Berlin")
    await page.get_by_role("button", name="Turn on").click()
    before = play.clock()
    other = await page.context.browser.new_page()
    await other.goto(f"{play.slack.url}/?as=U0BEN")
    await expect(page.locator(".message").first).to_be_visible()
    await page.get_by_role("button", name="Jump to the next break").click()
    await expect(page.locator("#notices")).to_contain_text("15:00 Berlin time")
    assert play.clock() > before
    for window, town in ((page, "Berlin"), (other, "New York")):
        shown = play.clock().astimezone(ZoneInfo("Europe/Berlin" if window is page else "America/New_York"))
        await expect(window.locator(".picker-me .picker-zone")).to_contain_text(f"{shown:%a}")
        await expect(window.locator(".picker-me .picker-zone")).to_contain_text(f":{shown:%M} ")
        await expect(window.locator(".picker-me .picker-zone")).to_contain_text(f"in {town}")
        await expect(window.locator(".message time").last).to_contain_text(":00")
        await expect(window.locator(".day").last).to_have_text("Today")


async def test_once_my_data_is_deleted_home_says_so_and_keeps_its_buttons(page: Page, play: Play) -> None:
    await page.goto(f"{play.slack.url}/?as=U0ANA#home")
    await page.get_by_role("button", name="Delete my data").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    await expect(page.get_by_text("Everything I stored about you is deleted")).to_be_in_viewport()
    for name in ("Lower back", "Set up breaks for a channel"):
        await expect(page.get_by_role("button", name=name)).to_be_visible()
    assert play.slack.problems == []


async def test_hands_free_it_moves_on_by_itself_and_each_round_shows_its_picture_from_the_beginning(
    page: Page, fast: Play
) -> None:
    picture_store = fast.bot.dependencies.picture_store
    for name in (name for name in picture_store.names() if name.startswith("butterfly")):
        picture_store.path(name)
    await asks(page, fast, "/stretch butterfly")
    await page.get_by_role("button", name="Start", exact=True).click()
    window = page.get_by_role("dialog")
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    await window.get_by_role("button", name="Start", exact=True).click()
    await expect(window.get_by_role("button", name="Done", exact=True)).to_be_visible(timeout=30_000)
    moving = list(dict.fromkeys(address for address in loaded if ".gif" in address))
    assert len(moving) == 5
    assert len({address.split("?")[0] for address in moving[1:]}) == 1


async def test_after_done_home_tells_the_week(page: Page, play: Play) -> None:
    await asks(page, play, "/stretch butterfly")
    await page.get_by_role("button", name="Done", exact=True).click()
    await expect(page.get_by_text("Nicely done")).to_be_visible()
    await page.get_by_role("link", name="Limber").click()
    await expect(page.get_by_text("1 of 3 days so far")).to_be_visible()
