"""*My data* and how a stretch felt, in the playground: what Slack takes, shows and refuses."""

import json

from aiohttp import ClientSession
from user_steps import ANA, guided, presses, replaced, says, shown, submits, window

from bot.cli.play import Play
from bot.playground import Message, View
from bot.playground.models import direct_id


async def opened(play: Play) -> View:
    await play.slack.command(ANA, "C0GENERAL", "/stretch my data")
    return await window(play, "My data")


async def saying(play: Play, words: str) -> View:
    """Wait until the window says these words."""

    def now() -> View | None:
        view = play.slack.view(ANA)
        return view if view and words in shown(view) else None

    return await play.slack.until(now)


async def finished(play: Play) -> Message:
    card = await says(play, "/stretch butterfly")
    await presses(play, card, "card.done")
    return await replaced(play, card, "How does it feel now?")


async def test_deleting_my_data_forgets_the_week(play: Play) -> None:
    await finished(play)
    mine = await says(play, "/stretch me")
    await presses(play, mine, "data.open")
    assert "1 stretch you finished" in shown(await window(play, "My data"))
    await presses(play, await window(play, "My data"), "data.delete")
    await saying(play, "Everything I stored about you is deleted")
    assert "No stretches yet this week" in (await says(play, "/stretch me")).text
    assert play.slack.problems == []


async def test_where_files_are_not_allowed_my_data_comes_as_text_that_slack_takes(play: Play) -> None:
    play.slack.fail("files.getUploadURLExternal", "missing_scope")
    exercises = play.bot.dependencies.library.exercises
    for exercise in exercises:
        await says(play, f"/stretch {exercise.name}")
    await finished(play)
    await presses(play, await opened(play), "data.send")
    await saying(play, "so it's text")
    lead, *pieces = play.slack.messages(direct_id(ANA), ANA)
    assert lead.text == "Here's everything I store about you."
    codes = [block["text"]["text"] for piece in pieces for block in piece.blocks[1:]]
    document = json.loads("\n".join(code.removeprefix("```\n").removesuffix("\n```") for code in codes))
    assert len(document["what's stored"]["stretches you were shown"]) > len(exercises) / 2
    assert [row["stretch"] for row in document["what's stored"]["stretches you finished"]] == ["Butterfly stretch"]
    assert [each for each in play.slack.problems if each.method != "files.getUploadURLExternal"] == []


async def test_how_it_felt_is_answered_on_the_card_and_in_the_guides_window(play: Play) -> None:
    for number in (1, 2):
        thanks = await finished(play)
        await presses(play, thanks, "felt.worse")
        answer = await replaced(play, thanks, "Sorry about that")
        assert ("I've hidden it" in answer.text) == (number == 2)
    await presses(play, answer, "felt.undo")
    await replaced(play, answer, "It's back")
    view = await guided(play, "/stretch trunk turn")
    while view.title["text"] != "Nicely done":
        step = view.private_metadata
        await submits(play, view)
        view = await play.slack.until(lambda step=step: _moved(play, step))
    await presses(play, view, "felt.better")
    await saying(play, "Good to hear.")
    assert play.slack.problems == []


def _moved(play: Play, step: str) -> View | None:
    view = play.slack.view(ANA)
    return view if view and view.private_metadata != step else None


async def test_my_data_comes_as_a_file_in_a_direct_message(play: Play) -> None:
    await finished(play)
    await presses(play, await opened(play), "data.send")
    await saying(play, "It's a file in your direct messages")
    lead, message = play.slack.messages(direct_id(ANA), ANA)
    [file] = message.files
    async with ClientSession() as http, http.get(file["url_private_download"]) as response:
        document = json.loads(await response.read())
    assert (lead.text, file["name"]) == ("Here's everything I store about you.", "limber-my-data.json")
    assert [row["stretch"] for row in document["what's stored"]["stretches you finished"]] == ["Butterfly stretch"]
    assert play.slack.problems == []
