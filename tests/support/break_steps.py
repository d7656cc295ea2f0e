"""Team breaks step by step, as tests tell it: the time that passes, what was posted, what people press."""

from datetime import timedelta

from user_steps import ANA, GENERAL

from bot.cli.play import Play
from bot.domain.breaks import Break
from bot.domain.slots import next_slot
from bot.domain.timetable import EVERY_DAY, Timetable
from bot.playground import Message

TEAM = "T0PLAY"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def daily(
    play: Play, channel: str = GENERAL, late: timedelta = timedelta(), by: str = ANA, area: str | None = None
) -> None:
    """Give the channel a break each day, and let it be the time of the first (or so much later)."""
    now = play.clock()
    at = (now + HOUR).time().replace(tzinfo=None, second=0, microsecond=0)
    timetable = Timetable(days=EVERY_DAY, times=(at,), zone="UTC", area=area)
    await play.bot.dependencies.store.timetables.save(TEAM, channel, timetable, by, now)
    play.clock.jump(next_slot(timetable, now).at + late)


async def due(play: Play) -> None:
    """Let the minute strike."""
    await play.bot.dependencies.break_engine.post_due()
    await play.bot.dependencies.break_engine.close_due()


def posted(play: Play, channel: str = GENERAL) -> list[Message]:
    """What the bot posted in this channel for all."""
    return [message for message in play.slack.messages(channel) if message.user == "U0LIMBER"]


async def invited(
    play: Play, channel: str = GENERAL, late: timedelta = timedelta(), area: str | None = None
) -> Message:
    """Let a break come, and return its message."""
    await daily(play, channel, late, area=area)
    await due(play)
    return posted(play, channel)[-1]


async def says_now(play: Play, message: Message, *words: str, seconds: float = 15) -> Message:
    """Wait until the message says all of this."""

    def now() -> Message | None:
        found = play.slack.workspace.find(message.channel, message.ts)
        return found if found and all(word in found.text for word in words) else None

    return await play.slack.until(now, seconds)


async def chooses(play: Play, message: Message, verb: str, user: str = ANA) -> None:
    """Pick an entry of the menu."""
    row = next(block for block in message.blocks if block["type"] == "actions")
    options = [option["value"] for element in row["elements"] for option in element.get("options", [])]
    await play.slack.click(user, message, "break.more", selected=next(o for o in options if o.startswith(verb)))


async def told(play: Play, user: str, words: str) -> Message:
    """Wait for a word that only this person sees."""
    return await play.slack.until(lambda: next((m for m in play.slack.ephemerals(user) if words in m.text), None))


async def lost(play: Play, channel: str = GENERAL) -> Break | None:
    """The latest break that did not take place, or may not have."""
    return await play.bot.dependencies.store.breaks.last_missed(TEAM, channel, play.clock() - 30 * DAY)


async def latest(play: Play) -> Break:
    """The break that came last in #general, as the store knows it."""
    [break_] = await play.bot.dependencies.store.breaks.due(play.clock().replace(second=0, microsecond=0))
    return break_


def late_click(message: Message, user: str = ANA, id: str | None = None, channel: str = GENERAL) -> dict[str, object]:
    """A press of I'm in that was on its way while the message changed, or that carries another break's id."""
    place = {"type": "message", "message_ts": message.ts, "channel_id": channel, "is_ephemeral": False}
    action = {"action_id": "break.join", "block_id": "break", "type": "button"}
    return {
        "type": "block_actions", "user": {"id": user, "team_id": TEAM}, "team": {"id": TEAM}, "api_app_id": "A0LIMBER",
        "container": place, "channel": {"id": channel}, "trigger_id": "1.2",
        "actions": [action | {"value": value_of(message) if id is None else id}],
    }  # fmt: skip


def value_of(message: Message) -> str:
    """What the buttons of a break carry."""
    row = next(block for block in message.blocks if block["type"] == "actions")
    return str(row["elements"][0]["value"])


async def presses_late(play: Play, click: dict[str, object], user: str = ANA) -> None:
    """Send such a click."""
    name = play.slack.workspace.response_urls.issue(user, GENERAL)
    await play.slack.send("interactive", click | {"response_url": f"{play.slack.url}/response/{name}"})
