"""The shortcut *Stretch now* in the playground, which is as strict with windows as Slack."""

from user_steps import ANA, presses, shown, window

from bot.cli.play import Play
from bot.playground import View

FIRST, PAUSED = "seconds to get ready", "Paused."


async def saying(play: Play, words: str) -> View:
    """Wait until the window says these words."""

    def now() -> View | None:
        view = play.slack.view(ANA)
        return view if view and words in shown(view) else None

    return await play.slack.until(now)


async def test_the_shortcut_leads_to_the_guide_in_one_window(play: Play) -> None:
    await play.slack.shortcut(ANA, "stretch.now")
    offered = await window(play, "Stretch now")
    await presses(play, offered, "window.area.neck")
    ready = await window(play, "Ready?")
    assert ready.id == offered.id
    assert "Skip it if" in shown(ready)
    await play.slack.submit(ANA, ready)
    await saying(play, FIRST)
    assert play.slack.problems == []


async def test_a_length_leads_there_too_and_what_was_left_is_resumed_from_the_window(play: Play) -> None:
    await play.slack.shortcut(ANA, "stretch.now")
    await presses(play, await window(play, "Stretch now"), "window.length.two-minutes")
    await play.slack.submit(ANA, await window(play, "Ready?"))
    await play.slack.close(ANA, await saying(play, FIRST))
    await play.slack.shortcut(ANA, "stretch.now")
    offered = await window(play, "Stretch now")
    assert "You stopped partway" in shown(offered)
    await presses(play, offered, "guide.go_on")
    assert (await saying(play, PAUSED)).id == offered.id
    assert play.slack.problems == []
