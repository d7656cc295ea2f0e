"""Socket Mode connections, envelopes and acknowledgements."""

import asyncio

import pytest
from aiohttp import ClientSession, WSMsgType
from slack_app import App

from bot.playground import MissedAck, Playground
from bot.playground.expiring_tokens import put_bounded


async def socket_url(play, web):
    return (await web.apps_connections_open(app_token=play.app_token))["url"]


async def test_a_connection_is_greeted(play, web):
    async with ClientSession() as session, session.ws_connect(await socket_url(play, web)) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"]["app_id"] == "A0LIMBER"


async def test_a_ticket_is_good_for_one_connection(play, web):
    url = await socket_url(play, web)
    async with ClientSession() as session, session.ws_connect(url):
        assert (await session.get(url)).status == 403
    assert "ticket" in play.problems[-1].text


async def test_pings_are_answered(play, web):
    async with ClientSession() as session, session.ws_connect(await socket_url(play, web), autoping=False) as socket:
        await socket.receive_json()
        await socket.ping(b"sdk-ping-pong:1")
        assert (await socket.receive()).type == WSMsgType.PONG


async def test_the_eleventh_connection_is_sent_away(play, web):
    async with ClientSession() as session:
        sockets = [await session.ws_connect(await socket_url(play, web)) for _ in range(10)]
        extra = await session.ws_connect(await socket_url(play, web))
        assert play.connections == len(sockets)
        assert (await extra.receive_json())["reason"] == "too_many_websockets"


async def test_an_acknowledgement_ends_the_wait(play, app):
    app.silent = True
    command = asyncio.create_task(play.command("U0ANA", "C0GENERAL", "/stretch"))
    await app.next_payload(command="/stretch")
    assert not command.done()
    await app.acknowledge_last()
    ack = await command
    assert (ack.payload, ack.seconds > 0) == (None, True)
    assert play.problems == []


@pytest.mark.parametrize("ack_timeout_seconds", [0.1])
async def test_a_missing_acknowledgement_is_a_problem(play, app):
    app.silent = True
    with pytest.raises(MissedAck):
        await play.command("U0ANA", "C0GENERAL", "/stretch lower")
    assert play.problems[-1].text == "The bot did not acknowledge the command /stretch lower within 0.1 s."


@pytest.mark.parametrize("ack_timeout_seconds", [0.1])
async def test_a_late_acknowledgement_is_a_problem_too(play, app):
    app.silent = True
    assert await play.send("interactive", {"type": "block_actions"}) is None
    await app.next_payload(type="block_actions")
    await app.acknowledge_last()
    assert await play.until(lambda: [t for t in play.problems if "too late" in t.text])


async def test_noise_on_the_socket_is_a_problem(play, app):
    await app.socket.send_message("[1, 2]")
    assert "no acknowledgement" in (await play.until(lambda: play.problems))[0].text


async def test_without_a_connection_nothing_is_delivered(play):
    with pytest.raises(MissedAck):
        await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert "No connection was open" in play.problems[-1].text


async def test_envelopes_are_shared_between_connections(play, app):
    other = App(play)
    await other.socket.connect()
    await play.until(lambda: play.connections == 2)
    for _ in range(4):
        await play.command("U0ANA", "C0GENERAL", "/stretch")
    assert (len(app.requests), len(other.requests)) == (2, 2)
    await other.socket.close()


@pytest.mark.parametrize("end", ["drop_connections", "disconnect_notice"])
async def test_the_sdks_client_comes_back_after_a_disconnection(play, app, end):
    opened = len(play.calls("apps.connections.open"))
    await getattr(play, end)()
    await play.until(lambda: len(play.calls("apps.connections.open")) > opened and play.connections == 1)
    await play.command("U0ANA", "C0GENERAL", "/stretch")


async def test_any_envelope_can_be_sent(play, app):
    await play.send("interactive", {"type": None, "weird": [1]})
    await play.send("events_api", "not even an object")
    assert [request.type for request in app.requests] == ["interactive", "events_api"]
    assert [request.accepts_response_payload for request in app.requests] == [True, False]


async def test_events_come_in_their_envelope(play, app):
    await play.event({"type": "app_uninstalled"})
    assert app.last["event"]["type"] == "app_uninstalled"
    assert (app.last["type"], app.last["team_id"]) == ("event_callback", "T0PLAY")


async def test_waiting_in_vain_names_the_problems(play):
    play.workspace.report_problem("Something was refused.")
    with pytest.raises(TimeoutError, match="Something was refused"):
        await play.until(lambda: False, seconds=0.01)


async def test_a_taken_port_is_said_at_the_start(play, manifest):
    taken = int(play.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match=str(taken)):
        await Playground(manifest, port=taken).start()


async def test_nothing_grows_without_end():
    store = {}
    for number in range(10):
        put_bounded(store, str(number), number, max_entries=3)
    assert list(store) == ["7", "8", "9"]
