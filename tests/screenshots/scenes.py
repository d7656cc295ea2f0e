"""The scenes of the README, each played in the playground up to the moment that its picture shows."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.async_api import Browser, Locator, Page, Request, Route, expect

from bot.cli.play import Play
from bot.cli.time_travel import jump
from bot.playground import Message
from bot.playground.models import View
from bot.views.breaks import JOIN_ACTION
from bot.views.card import DONE_ACTION
from bot.views.timetable_preview import TURN_ON_ACTION
from tests.playground.browser import BOX
from tests.screenshots.drawings import drawings_in_a_row, frame_at

Size = tuple[int, int]
ANA, BEN, CHIYO, DEV = "U0ANA", "U0BEN", "U0CHIYO", "U0DEV"
GENERAL = "C0GENERAL"
MORNING, AFTERNOON = datetime(2026, 9, 14, 8, 5, tzinfo=UTC), datetime(2026, 9, 14, 12, 40, tzinfo=UTC)
"""A Monday without holidays; the break at 15:00 in Berlin comes at 13:00 UTC."""
STRETCHED_ON = ("09-15", "09-17", "09-18", "09-22", "09-24", "09-28", "09-29", "10-01", "10-02", "10-05", "10-07")
"""Days of Dev's weeks until Thursday 8 October."""
WINDOW, TALL_WINDOW, PAGE, PHONE = (1180, 830), (1120, 1000), (1180, 1080), (400, 690)
SHARPNESS = 2
MARGIN_PX = 28
HELD_SECONDS = 3
"""How long the hold of the picture has been held."""
TIMER = re.compile(r"/pictures/[\w-]+-timer(\d+)-\w+\.gif")
ALONE = "#main, #sidebar { visibility: hidden } ::backdrop { background: none !important }"
"""The style of a page that shows nothing but its window."""
LOADED = "[...document.images].every((image) => image.complete && image.naturalWidth)"


@dataclass(frozen=True)
class Stage:
    """The playground, and the browser that looks at it."""

    play: Play
    browser: Browser

    async def open(self, person: str, size: Size) -> Page:
        """Open the playground as this person, who has read its welcome; timers stand still."""
        width, height = size
        page = await self.browser.new_page(
            viewport={"width": width, "height": height},
            device_scale_factor=SHARPNESS,
            locale="en-GB",
            reduced_motion="reduce",
            bypass_csp=True,  # for the style of a picture
        )
        await page.route(TIMER, _stopped)
        await page.goto(f"{self.play.slack.url}/?as={person}#{GENERAL}")
        await page.wait_for_selector("body[data-ready]")
        await page.get_by_role("button", name="Close this hint").click()
        return page


async def card_in_its_channel(stage: Stage) -> bytes:
    """Somebody asked for a stretch of the lower back."""
    page = await _lower_back(stage, ANA, WINDOW)
    return await _photograph(page)


async def hold_of_the_guide(stage: Stage) -> bytes:
    """The second hold, a few seconds in."""
    page = await _lower_back(stage, CHIYO, TALL_WINDOW)
    await _press(page.locator(".message").last, "Start")
    guide = page.get_by_role("dialog")
    for button in ("Start", "Next"):
        await _press(guide, button)
        await expect(guide.get_by_role("img").first).to_be_visible(timeout=20_000)  # it is drawn first
    await expect(guide).to_contain_text("Hold 2 of 6")
    return await _photograph(page, guide)


async def break_on_a_phone(stage: Stage) -> bytes:
    """Three people are in; Ben sees it on his phone."""
    await _break_with(stage.play, ANA, CHIYO, DEV)
    page = await stage.open(BEN, PHONE)
    await expect(page.locator(".message").last).to_contain_text("In: @Ana, @Chiyo, @Dev")
    return await _photograph(page)


async def home_after_four_weeks(stage: Stage) -> bytes:
    """Somebody who stretches on most days, and is reminded at 11."""
    slack = stage.play.slack
    for day in (*STRETCHED_ON, "10-08"):
        stage.play.clock.jump(datetime.fromisoformat(f"2026-{day}T08:05:00Z"))
        if day in STRETCHED_ON:
            await slack.command(DEV, GENERAL, "/stretch seated cat-cow")
            await slack.click(DEV, await _said(stage.play, "about", DEV), DONE_ACTION)
            await _said(stage.play, "Nicely done", DEV)
    await slack.command(DEV, GENERAL, "/stretch remind me 11:00")
    await _said(stage.play, "11:00", DEV)
    await slack.close(DEV, await _window(stage.play, DEV))  # of the break that they joined
    await slack.command(DEV, GENERAL, "/stretch set-up")
    await slack.submit(DEV, await _window(stage.play, DEV))
    await slack.close(DEV, await _window(stage.play, DEV))
    page = await stage.open(DEV, PAGE)
    await page.locator("#sidebar").get_by_text("Limber", exact=True).click()
    await expect(page.locator("#main")).to_contain_text("Next reminder")
    return await _photograph(page)


async def exercises_side_by_side(stage: Stage) -> bytes:
    """A few drawings from the library."""
    return drawings_in_a_row(stage.play.bot.dependencies.picture_store)


async def _lower_back(stage: Stage, person: str, size: Size) -> Page:
    stage.play.clock.jump(MORNING)
    page = await stage.open(person, size)
    await page.get_by_label("Message #general").fill("/stretch seated rotation")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message").last).to_contain_text("Seated lower back rotation")
    return page


async def _press(place: Locator, button: str) -> None:
    await place.get_by_role("button", name=button, exact=True).click()


async def _break_with(play: Play, *people: str) -> None:
    """Set breaks up for the channel, let the first one come, and let these people join it."""
    slack = play.slack
    play.clock.jump(AFTERNOON)
    await slack.command(people[0], GENERAL, "/stretch daily 15:00 Berlin neck")
    await slack.click(people[0], await _said(play, "Every weekday", people[0]), TURN_ON_ACTION)
    await _said(play, "turned on stretch breaks here")
    await jump(play.bot, play.clock, str)
    for person in people:
        await slack.click(person, await _said(play, "Stretch break:"), JOIN_ACTION)
        await _said(play, f"<@{person}>")


async def _said(play: Play, words: str, to: str | None = None) -> Message:
    """Wait for the newest message that says this, to all or to one person alone; return it."""

    def newest() -> Message | None:
        found = play.slack.ephemerals(to) if to else play.slack.messages(GENERAL)
        return found[-1] if found and words in found[-1].text else None

    return await play.slack.until(newest)


async def _window(play: Play, person: str) -> View:
    """Wait until somebody has a window open; return it."""
    return await play.slack.until(lambda: play.slack.view(person))


async def _stopped(route: Route, request: Request) -> None:
    """Answer with the one frame of the timer that the picture shows."""
    answer = await route.fetch()
    [ready_seconds] = TIMER.search(request.url).groups()
    frame = frame_at(await answer.body(), int(ready_seconds) + HELD_SECONDS)
    await route.fulfill(body=frame, content_type="image/png")


async def _photograph(page: Page, window: Locator | None = None) -> bytes:
    """Take a picture of the page, or of a window alone with a margin, once all pictures in it are there."""
    await page.wait_for_function(LOADED)
    await page.evaluate("document.activeElement.blur()")
    box = await window.evaluate(BOX) if window else None
    clip = box and {
        "x": box["x"] - MARGIN_PX,
        "y": box["y"] - MARGIN_PX,
        "width": box["width"] + 2 * MARGIN_PX,
        "height": box["height"] + 2 * MARGIN_PX,
    }
    picture = await page.screenshot(clip=clip, animations="disabled", style=ALONE if window else "")
    await page.close()
    return picture
