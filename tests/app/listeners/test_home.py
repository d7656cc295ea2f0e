"""Home in the playground: its choices open the guide, and it's up to date by itself after each change."""

from date_tokens import read
from user_steps import ANA, presses, says, shown, window

from bot.cli.play import Play
from bot.playground import View
from bot.views.my_data import DELETED


async def opened(play: Play) -> View:
    await play.slack.open_home(ANA)
    return await play.slack.until(lambda: play.slack.home(ANA))


async def until_home_says(play: Play, words: str) -> View:
    return await play.slack.until(lambda: play.slack.home(ANA) if words in play.slack.home(ANA).words else None)


async def test_a_first_stretch_ticks_itself_off_and_counts_for_the_week(play: Play) -> None:
    home = await opened(play)
    assert "1. Do a first stretch" in home.words
    assert "My weeks" not in home.words
    card = await says(play, "/stretch neck")
    before = len(play.slack.calls("views.publish"))
    await presses(play, card, "card.done")
    home = await until_home_says(play, "Done: your first stretch.")
    assert "1 of 3 days so far" in home.words
    await play.slack.click(ANA, home, "home.goal", selected="1")
    await until_home_says(play, "1 day. Goal reached.")
    assert len(play.slack.calls("views.publish")) == before + 2
    assert play.slack.problems == []


async def test_each_choice_of_stretch_now_opens_the_guide(play: Play) -> None:
    home = await opened(play)
    await presses(play, home, "home.routine")
    assert "Skip it if" in shown(await window(play, "Ready?"))
    await play.slack.close(ANA, await window(play, "Ready?"))
    await play.slack.click(ANA, home, "home.other", selected="wrists")
    await window(play, "Ready?")
    assert play.slack.problems == []


async def test_deleted_data_leaves_a_home_that_changes_no_more_by_itself(play: Play) -> None:
    home = await opened(play)
    await presses(play, home, "data.delete")
    await until_home_says(play, DELETED)
    card = await says(play, "/stretch neck")
    await presses(play, card, "card.done")
    await says(play, "/stretch me")
    assert DELETED in play.slack.home(ANA).words
    assert play.slack.problems == []


async def test_every_window_that_home_leads_to_opens(play: Play) -> None:
    home = await opened(play)
    for action, title in (("setup.open", "My set-up"), ("data.open", "My data"), ("menu.help", "Limber")):
        await presses(play, home, action)
        await play.slack.close(ANA, await window(play, title))
    assert play.slack.problems == []


async def test_a_channels_times_are_offered_as_reminders_for_one_person_alone(play: Play) -> None:
    preview = await says(play, "/stretch daily 11:15 Berlin")
    await presses(play, preview, "timetable.preview.turn_on")
    await opened(play)
    home = await until_home_says(play, "Every weekday at <!date^")
    assert "Every weekday at 11:15\nNext:" in read(home.words)
    await play.slack.click(ANA, home, "remind.form", value="11:15")
    form = await play.slack.until(lambda: play.slack.view(ANA))
    assert "11:15" in str(form.blocks)
    assert play.slack.problems == []
