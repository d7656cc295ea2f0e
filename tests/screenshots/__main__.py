"""Takes the README's pictures anew from the running playground: `python -m tests.screenshots`."""

import asyncio
import sys
import tempfile
from pathlib import Path
from random import Random

from playwright.async_api import async_playwright

from bot.cli.play import playing
from bot.core.settings import ROOT
from tests.playground.browser import FLAGS, found_browser
from tests.screenshots.files import write
from tests.screenshots.scenes import (
    Stage,
    break_on_a_phone,
    card_in_its_channel,
    exercises_side_by_side,
    hold_of_the_guide,
    home_after_four_weeks,
)

SEED = 5
DRAWING_SECONDS = 60.0
"""How long the bot may go on drawing the holds that follow, rather than be interrupted."""
PICTURES = {
    "card.png": card_in_its_channel,
    "guide.png": hold_of_the_guide,
    "break.png": break_on_a_phone,
    "home.png": home_after_four_weeks,
    "exercises.png": exercises_side_by_side,
}
"""The scenes in the order in which they are played: what one leaves behind is there for the next."""


async def main() -> None:
    """Play the scenes and write what they show."""
    path = found_browser() or sys.exit("The pictures need Chromium: install it, or name it in CHROMIUM.")
    with tempfile.TemporaryDirectory(prefix="limber-") as folder:
        async with playing(Path(folder), pictures=Path(folder), rng=Random(SEED)) as play, async_playwright() as driver:
            browser = await driver.chromium.launch(executable_path=path, args=FLAGS)
            taken = {name: await scene(Stage(play, browser)) for name, scene in PICTURES.items()}
            await browser.close()
            await play.bot.in_flight.drain(DRAWING_SECONDS)
    for line in write(taken, ROOT / ".readme"):
        print(line)


if __name__ == "__main__":
    asyncio.run(main())
