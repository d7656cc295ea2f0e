"""What a person does in the playground, step by step, as tests tell it."""

from bot.cli.play import Play
from bot.playground import Message, View

ANA, BEN = "U0ANA", "U0BEN"
GENERAL = "C0GENERAL"


async def says(play: Play, text: str, user: str = ANA, channel: str = GENERAL, seconds: float = 15) -> Message:
    """Type a command; return what came back, seen only by that person."""
    before = len(play.slack.ephemerals(user))
    await play.slack.command(user, channel, text)
    answers = await play.slack.until(lambda: play.slack.ephemerals(user)[before:], seconds)
    return answers[-1]


async def presses(play: Play, where: Message | View, action: str, user: str = ANA) -> None:
    """Press a button."""
    await play.slack.click(user, where, action)


async def submits(play: Play, view: View, user: str = ANA) -> None:
    """Press a window's submit button: Start, Next or Done."""
    await play.slack.submit(user, view)


async def replaced(play: Play, message: Message, words: str, user: str = ANA) -> Message:
    """Wait until this message says these words."""

    def now() -> Message | None:
        found = [m for m in play.slack.messages(message.channel, user) if m.ts == message.ts]
        return found[0] if found and words in found[0].text else None

    return await play.slack.until(now)


async def guided(play: Play, text: str = "/stretch trunk turn", user: str = ANA) -> View:
    """Ask for a card and press Start; return the open window."""
    card = await says(play, text, user)
    await presses(play, card, "card.guide", user)
    return await play.slack.until(lambda: play.slack.view(user))


async def window(play: Play, title: str, user: str = ANA, seconds: float = 15) -> View:
    """Wait until the window has this title."""

    def now() -> View | None:
        view = play.slack.view(user)
        return view if view and view.title["text"] == title else None

    return await play.slack.until(now, seconds)


def shown(view: View) -> str:
    """Everything that a window says, as one text."""
    return view.words
