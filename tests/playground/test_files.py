"""Files that the bot uploads, shares and people download."""

import pytest
from aiohttp import ClientSession, FormData
from slack_api import error
from slack_sdk.errors import SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground

DATA = b'{"weeks": []}'


async def announced(web):
    answer = await web.files_getUploadURLExternal(filename="my data.json", length=len(DATA))
    return answer["file_id"], answer["upload_url"]


async def send(url, data=DATA):
    async with ClientSession() as session, session.post(url, data=data) as answer:
        return answer.status


async def uploaded(web):
    file_id, url = await announced(web)
    assert await send(url) == 200
    return file_id


async def test_a_file_is_uploaded_into_a_direct_conversation_and_can_be_saved(play, web):
    direct = (await web.chat_postMessage(channel="U0ANA", text="It comes now."))["channel"]
    answer = await web.files_upload_v2(content=DATA, filename="my data.json", title="Your data", channel=direct)
    [shared] = play.messages(direct, "U0ANA")[-1].files
    assert (shared["title"], shared["size"]) == ("Your data", len(DATA))
    assert answer["file"]["id"] == shared["id"]
    async with ClientSession() as session, session.get(shared["url_private_download"]) as got:
        assert (got.status, await got.read()) == (200, DATA)
        assert got.headers["Content-Disposition"] == 'attachment; filename="my_data.json"'


async def test_what_is_said_with_a_file_stands_above_it(play, web):
    await web.files_completeUploadExternal(
        files=[{"id": await uploaded(web)}], channel_id="C0GENERAL", initial_comment="Here it is."
    )
    message = play.messages("C0GENERAL")[-1]
    assert (message.text, message.files[0]["title"]) == ("Here it is.", "my data.json")


async def test_a_form_with_the_file_in_it_is_taken_too(web):
    file_id, url = await announced(web)
    form = FormData()
    form.add_field("file", DATA, filename="my data.json")
    assert await send(url, form) == 200
    assert (await web.files_completeUploadExternal(files=[{"id": file_id}]))["ok"]


async def test_a_file_is_shared_only_where_the_bot_is(play, web):
    files = [{"id": await uploaded(web)}]
    for channel, expected in {
        "U0ANA": "invalid_arguments",
        "C0DESIGN": "not_in_channel",
        "C0LEADS": "channel_not_found",
        "D0NOBODY": "channel_not_found",
    }.items():
        assert await error(web.files_completeUploadExternal(files=files, channel_id=channel)) == expected
    play.archive("C0GENERAL")
    assert await error(web.files_completeUploadExternal(files=files, channel_id="C0GENERAL")) == "is_archived"
    assert (await web.files_completeUploadExternal(files=files, channel_id="D0ANA"))["ok"]


async def test_a_file_is_completed_once_and_only_with_contents(web):
    file_id, url = await announced(web)
    assert await error(web.files_completeUploadExternal(files=[{"id": file_id}])) == "file_not_found"
    assert await send(url) == 200
    assert (await web.files_completeUploadExternal(files=[{"id": file_id}]))["ok"]
    assert await error(web.files_completeUploadExternal(files=[{"id": file_id}])) == "file_not_found"
    assert await error(web.files_completeUploadExternal(files=[{"id": "F0NONE"}])) == "file_not_found"


@pytest.mark.parametrize("files", ["{", "{}", "[]", '["F1"]', '[{"title": "x"}]'])
async def test_files_that_are_not_named_are_refused(web, files):
    assert await error(web.api_call("files.completeUploadExternal", params={"files": files})) == "invalid_arguments"


@pytest.mark.parametrize("about", [{"length": "5"}, {"filename": "a"}, {"filename": "a", "length": "0"}])
async def test_a_file_needs_a_name_and_a_length(web, about):
    assert await error(web.api_call("files.getUploadURLExternal", params=about)) == "invalid_arguments"


async def test_an_address_takes_the_promised_length_once(play, web):
    _, url = await announced(web)
    assert await send(url, b"shorter") == 400
    assert "7 bytes instead of 13" in play.problems[-1].text
    assert [await send(url), await send(url), await send(f"{url}x")] == [200, 400, 400]


async def test_a_file_that_nobody_shared_cannot_be_saved(play, web):
    _, url = await announced(web)
    await send(url)
    key = url.rpartition("/")[2]
    async with ClientSession() as session, session.get(f"{play.url}/files/T0PLAY/{key}/my_data.json") as got:
        assert got.status == 404


async def test_files_need_their_scope(manifest):
    manifest["oauth_config"]["scopes"]["bot"].remove("files:write")
    async with Playground(manifest) as play:
        web = AsyncWebClient(token=play.bot_token, base_url=play.api_url)
        assert await error(web.files_getUploadURLExternal(filename="a", length=1)) == "missing_scope"
        assert await error(web.files_completeUploadExternal(files=[{"id": "F1"}])) == "missing_scope"


async def test_an_upload_that_is_refused_is_an_error_of_the_sdk(play, web):
    play.fail("files.getUploadURLExternal", "file_uploads_disabled")
    assert await error(web.files_upload_v2(content=DATA, filename="a.json", channel="D0ANA")) == "file_uploads_disabled"
    with pytest.raises(SlackRequestError):
        await web.files_upload_v2(filename="a.json")
