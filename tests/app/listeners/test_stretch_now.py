"""The shortcut *Stretch now* in the playground, which is as strict with windows as Slack."""

from user_steps import ANA, presses, shown, window

from bot.cli.play import Play


async def test_the_shortcut_leads_to_the_guide_in_one_window(play: Play) -> None:
    await play.slack.shortcut(ANA, "stretch.now")
    offered = await window(play, "Stretch now")
    await presses(play, offered, "window.area.neck")
    ready = await window(play, "Ready?")
    assert ready.id == offered.id
    assert "Skip it if" in shown(ready)
    await play.slack.submit(ANA, ready)
    await play.slack.until(lambda: play.slack.view(ANA).title["text"].startswith("Hold 1"))
    assert play.slack.problems == []


async def test_a_length_leads_there_too_and_what_was_left_is_resumed_from_the_window(play: Play) -> None:
    await play.slack.shortcut(ANA, "stretch.now")
    await presses(play, await window(play, "Stretch now"), "window.length.two-minutes")
    ready = await window(play, "Ready?")
    await play.slack.submit(ANA, ready)
    first = await play.slack.until(lambda: play.slack.view(ANA) if "Hold 1" in shown(play.slack.view(ANA)) else None)
    await play.slack.close(ANA, first)
    await play.slack.shortcut(ANA, "stretch.now")
    offered = await window(play, "Stretch now")
    assert "You stopped partway" in shown(offered)
    await presses(play, offered, "guide.go_on")
    again = await play.slack.until(lambda: play.slack.view(ANA) if "Hold 1" in shown(play.slack.view(ANA)) else None)
    assert again.id == offered.id
    assert play.slack.problems == []
