"""Steps that the page tests share."""

from playwright.async_api import expect
from slack_pieces import actions, button, plain, section

CARD = [
    {"type": "header", "text": plain("Cat and cow")},
    section("Sit *tall* and round your back. :cat:"),
    actions(button("guide", "Guide me", style="primary"), button("another", "Another")),
]


async def say(page, text):
    await page.fill("#composer-text", text)
    await page.press("#composer-text", "Enter")


async def opened(app, page, view):
    """Send a command and let the app open a modal for it."""
    await say(page, "/stretch lower")
    typed = await app.next_payload(command="/stretch")
    await app.web.views_open(trigger_id=typed["trigger_id"], view=view)
    await expect(page.locator("#modal")).to_be_visible()
