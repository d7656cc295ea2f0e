"""Steps that the page tests share."""

from playwright.async_api import expect
from slack_pieces import actions, button, plain, section

CARD = [
    {"type": "header", "text": plain("Cat and cow")},
    section("Sit *tall* and round your back. :cat:"),
    actions(button("guide", "Guide me", style="primary"), button("another", "Another")),
]


START, NEXT, DONE = "Start", "Next", "Done"
"""The buttons that lead from a card through the guide."""
AFTER_DONE = "Better"
"""The first button of its thanks."""
FOCUSED = """() => {
  const { activeElement: node } = document;
  if (node === document.body) return "";
  return node.getAttribute("aria-label") ?? (node.placeholder || node.textContent.trim());
}"""


async def focused(page):
    """Return what the element with the focus is called."""
    return await page.evaluate(FOCUSED)


async def press_until_focused(page, *names, key="Tab"):
    """Press a key until something with one of these names has the focus; return all that had it on the way."""
    passed = []
    for _ in range(80):
        passed.append(await focused(page))
        if passed[-1] in names:
            return passed
        await page.keyboard.press(key)
    raise AssertionError(f"{key} never leads to any of {names}, only to {list(dict.fromkeys(passed))}")


async def press_on_to_done(page):
    """Walk through the guide by keys: press what leads on until Done has its turn, then that.

    Where the guide moves on by itself just before a key is pressed, that may be Done already.
    """
    window = page.get_by_role("dialog")
    while (reached := (await press_until_focused(page, START, NEXT, DONE, AFTER_DONE))[-1]) != DONE:
        if reached == AFTER_DONE:
            return
        words = await window.inner_text()
        await page.keyboard.press("Enter")
        await page.wait_for_function("(words) => document.querySelector('dialog').innerText !== words", arg=words)
    await page.keyboard.press("Enter")


async def say(page, text):
    await page.fill("#composer-text", text)
    await page.press("#composer-text", "Enter")


async def opened(app, page, view):
    """Send a command and let the app open a modal for it."""
    await say(page, "/stretch lower")
    typed = await app.next_payload(command="/stretch")
    await app.web.views_open(trigger_id=typed["trigger_id"], view=view)
    await expect(page.locator("#modal")).to_be_visible()
