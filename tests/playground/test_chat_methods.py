"""The chat methods: posting, updating and deleting messages."""

import pytest
from slack_api import error
from slack_pieces import actions, button, section
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.playground import Playground


async def test_a_message_is_posted_and_recorded(play, web):
    answer = await web.chat_postMessage(channel="C0GENERAL", text="Hello", blocks=[section()])
    message = play.messages("C0GENERAL", "U0ANA")[-1]
    assert (message.ts, message.text, message.words) == (answer["ts"], "Hello", "Hello")
    assert [call.args["text"] for call in play.calls("chat.postMessage")] == ["Hello"]


async def test_a_message_to_a_person_goes_to_their_direct_channel(play, web):
    answer = await web.chat_postMessage(channel="U0ANA", text="Psst")
    assert answer["channel"] == "D0ANA"
    assert play.messages("D0ANA", "U0ANA")[-1].text == "Psst"
    assert play.messages("D0ANA", "U0BEN") == []


async def test_a_message_to_a_person_is_changed_by_its_conversations_id_only(play, web):
    answer = await web.chat_postMessage(channel="U0ANA", text="Psst")
    assert await error(web.chat_update(channel="U0ANA", ts=answer["ts"], text="Shh")) == "channel_not_found"
    assert (await web.chat_update(channel=answer["channel"], ts=answer["ts"], text="Shh"))["ok"]
    assert play.messages("D0ANA", "U0ANA")[-1].text == "Shh"


async def test_a_message_to_a_person_is_answered_by_its_response_url(play, web, app):
    await web.chat_postMessage(channel="U0ANA", text="Psst", blocks=[actions(button("go"))])
    await play.click("U0ANA", play.messages("D0ANA", "U0ANA")[-1], "go")
    assert (app.last["channel"], app.last["container"]["channel_id"]) == (
        {"id": "D0ANA", "name": "directmessage"},
        "D0ANA",
    )
    answer = await AsyncWebhookClient(app.last["response_url"]).send(text="Done", replace_original=True)
    assert answer.status_code == 200
    assert [(message.text, message.blocks) for message in play.messages("D0ANA", "U0ANA")] == [("Done", [])]


async def test_a_bot_takes_no_messages(web):
    assert await error(web.chat_postMessage(channel="USLACKBOT", text="hi")) == "cannot_dm_bot"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"channel": "C0GENERAL"}, "no_text"),
        ({"channel": "C0NOWHERE", "text": "hi"}, "channel_not_found"),
        ({"channel": "C0LEADS", "text": "hi"}, "channel_not_found"),
        ({"channel": "U0NOBODY", "text": "hi"}, "channel_not_found"),
        ({"channel": ["C0GENERAL"], "text": "hi"}, "invalid_arguments"),
        ({"channel": "C0GENERAL", "blocks": "no list"}, "invalid_blocks_format"),
        ({"channel": "C0GENERAL", "blocks": {}}, "invalid_blocks_format"),
        ({"channel": "C0GENERAL", "text": "a", "markdown_text": "b"}, "markdown_text_conflict"),
        ({"channel": "C0GENERAL", "text": "a", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"channel": "C0GENERAL", "attachments": [{}] * 101}, "too_many_attachments"),
    ],
)
async def test_a_message_that_slack_would_not_take_is_refused(web, message, expected):
    assert await error(web.api_call("chat.postMessage", json=message)) == expected


async def test_public_channels_are_open_with_chat_write_public(play, web):
    assert (await web.chat_postMessage(channel="C0DESIGN", text="hi"))["ok"]
    assert await error(web.chat_postEphemeral(channel="C0DESIGN", user="U0ANA", text="hi")) == "not_in_channel"


async def test_without_that_scope_the_bot_must_be_in_the_channel(manifest, clock):
    poor = manifest | {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    async with Playground(poor, clock=clock) as play:
        web = AsyncWebClient(token=play.bot_token, base_url=play.api_url)
        assert await error(web.chat_postMessage(channel="C0DESIGN", text="hi")) == "not_in_channel"
        play.add_bot("C0DESIGN")
        assert (await web.chat_postMessage(channel="C0DESIGN", text="hi"))["ok"]


async def test_an_archived_channel_takes_nothing(play, web, card):
    play.archive("C0GENERAL")
    assert await error(web.chat_postMessage(channel="C0GENERAL", text="hi")) == "is_archived"
    assert await error(web.chat_update(channel="C0GENERAL", ts=card.ts, text="hi")) == "is_inactive"


async def test_a_private_channel_is_there_once_the_bot_is_invited(play, web):
    play.add_bot("C0LEADS")
    assert (await web.chat_postMessage(channel="C0LEADS", text="hi"))["ok"]
    play.remove_bot("C0LEADS")
    assert await error(web.chat_postMessage(channel="C0LEADS", text="hi")) == "channel_not_found"


async def test_only_the_one_person_sees_an_ephemeral_message(play, private_card):
    assert play.messages("C0GENERAL", "U0ANA") == [private_card]
    assert play.messages("C0GENERAL", "U0BEN") == play.messages("C0GENERAL") == []


async def test_ephemeral_messages_need_their_reader_in_the_channel(play, web):
    play.add_channel("C0SMALL", "small", ["U0BEN", "U0LIMBER"])
    assert await error(web.chat_postEphemeral(channel="C0SMALL", user="U0ANA", text="hi")) == "user_not_in_channel"


async def test_ephemeral_messages_are_out_of_reach_of_chat_update(web, private_card):
    place = {"channel": private_card.channel, "ts": private_card.ts}
    assert await error(web.chat_update(text="new", **place)) == "message_not_found"
    assert await error(web.chat_delete(**place)) == "message_not_found"


async def test_an_update_with_text_alone_takes_the_blocks_away(play, web, card):
    await web.chat_update(channel=card.channel, ts=card.ts, text="Only words")
    message = play.messages("C0GENERAL")[-1]
    assert (message.text, message.blocks, message.edited) == ("Only words", [], True)


async def test_an_update_takes_four_thousand_characters(web, card):
    place = {"channel": card.channel, "ts": card.ts}
    assert (await web.chat_update(text="x" * 4000, **place))["ok"]
    assert await error(web.chat_update(text="x" * 4001, **place)) == "msg_too_long"


async def test_too_long_a_text_is_cut_with_a_warning(play, web):
    answer = await web.chat_postMessage(channel="C0GENERAL", text="x" * 40_001)
    assert answer["warning"] == "message_truncated"
    assert len(play.messages("C0GENERAL")[-1].text) == 40_000


async def test_only_its_own_messages_can_be_changed_by_the_bot(play, web):
    message = await play.say("U0ANA", "C0GENERAL", "Mine")
    place = {"channel": "C0GENERAL", "ts": message.ts}
    assert await error(web.chat_update(text="Ours", **place)) == "cant_update_message"
    assert await error(web.chat_delete(**place)) == "cant_delete_message"


async def test_a_deleted_message_is_gone(play, web, card):
    await web.chat_delete(channel=card.channel, ts=card.ts)
    assert play.messages("C0GENERAL") == []
    assert await error(web.chat_delete(channel=card.channel, ts=card.ts)) == "message_not_found"
