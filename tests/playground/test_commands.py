"""Slash commands, their responses, the Home tab, and added users and channels."""

import pytest
from slack_pieces import home

from bot.playground import Playground


async def test_a_command_arrives_as_a_form_would_bring_it(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch  lower back ")
    payload = app.last
    assert (payload["command"], payload["text"]) == ("/stretch", "lower back")
    assert payload["is_enterprise_install"] == "false"
    assert (payload["user_id"], payload["channel_id"], payload["channel_name"]) == ("U0ANA", "C0GENERAL", "general")
    assert payload["response_url"].startswith(f"{play.url}/response/")


@pytest.mark.parametrize(("channel", "name"), [("D0ANA", "directmessage"), ("C0LEADS", "privategroup")])
async def test_private_places_hide_their_names(play, app, channel, name):
    await play.command("U0ANA", channel, "/stretch")
    assert app.last["channel_name"] == name


CANNOT = [("U0DEV", "C0LEADS", "/stretch"), ("U0NOBODY", "C0GENERAL", "/stretch")]


@pytest.mark.parametrize(("user", "channel", "text"), CANNOT)
async def test_what_a_person_cannot_type_is_refused(play, app, user, channel, text):
    with pytest.raises(ValueError):
        await play.command(user, channel, text)
    assert app.requests == []


async def test_slackbot_answers_a_command_that_no_app_has_to_whoever_typed_it(play, app):
    assert await play.command("U0ANA", "C0GENERAL", "/jump <high>") is None
    [answer] = play.ephemerals("U0ANA")
    assert answer.text.startswith("`/jump` is not a valid command.")
    assert play.workspace.people[answer.user].name == "Slackbot"
    assert (app.requests, play.messages("C0GENERAL"), play.problems) == ([], [], [])


async def test_commands_are_escaped_when_the_manifest_asks_for_it(play, app):
    play.workspace.features["slash_commands"][0]["should_escape"] = True
    await play.command("U0ANA", "C0GENERAL", "/stretch @Ana #general #leads https://example.org/a mail@ana")
    assert app.last["text"] == "<@U0ANA> <#C0GENERAL|general> <#C0LEADS|> <https://example.org/a> mail@ana"


async def test_three_characters_are_always_escaped(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch a <b> & c")
    assert app.last["text"] == "a &lt;b&gt; &amp; c"


async def test_commands_arrive_as_typed_otherwise(play, app):
    await play.command("U0ANA", "C0GENERAL", "/stretch @Ana")
    assert app.last["text"] == "@Ana"


@pytest.mark.parametrize("answer", [{"text": "Here"}, {"text": "Here", "response_type": "ephemeral"}, "Here"])
async def test_an_answer_with_the_acknowledgement_is_for_the_asker(play, app, answer):
    app.answer = answer
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert [message.text for message in play.ephemerals("U0ANA")] == ["Here"]
    assert play.messages("C0GENERAL") == []


async def test_an_answer_in_channel_shows_the_command_too(play, app):
    app.answer = {"text": "Here", "response_type": "in_channel"}
    await play.command("U0ANA", "C0GENERAL", "/stretch lower")
    shown = [(message.user, message.text) for message in play.messages("C0GENERAL")]
    assert shown == [("U0ANA", "/stretch lower"), ("U0LIMBER", "Here")]


@pytest.mark.parametrize("answer", [{"blocks": [{"type": "marquee"}]}, {"response_type": "ephemeral"}])
async def test_an_answer_that_cannot_be_shown_is_a_problem(play, app, answer):
    app.answer = answer
    await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert "Slack refused the answer to /stretch" in play.problems[-1].text


async def test_home_tells_the_view_once_there_is_one(play, app):
    await play.open_home("U0ANA")
    event = app.last["event"]
    expected = {"type": "app_home_opened", "tab": "home", "user": "U0ANA", "channel": "D0ANA"}
    assert expected.items() <= event.items()
    assert "view" not in event
    await app.web.views_publish(user_id="U0ANA", view=home())
    await play.open_home("U0ANA")
    assert app.last["event"]["view"]["id"] == play.home("U0ANA").id


async def test_an_app_that_did_not_ask_is_not_told_of_home(manifest):
    async with Playground(manifest | {"settings": {}}) as play:
        assert await play.open_home("U0ANA") is None
        assert play.problems == []


async def test_people_and_channels_can_be_added(play, app):
    play.add_person("U0EVE", "Eve", "Europe/Oslo")
    play.add_channel("C0RUN", "running", ["U0EVE", "U0LIMBER"])
    await play.command("U0EVE", "C0RUN", "/stretch")
    assert app.last["user_name"] == "eve"
    assert (await app.web.users_info(user="U0EVE"))["user"]["tz"] == "Europe/Oslo"
