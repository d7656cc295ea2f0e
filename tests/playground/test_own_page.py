"""No other site's page can drive the playground, and no foreign name leads to it."""

import pytest
from aiohttp import ClientSession, WSServerHandshakeError


@pytest.fixture
async def session(play):
    async with ClientSession(play.url) as opened:
        yield opened


def own(play, name="127.0.0.1"):
    return f"{name}:{play.url.rpartition(':')[2]}"


FOREIGN = [
    "https://evil.example",
    "null",
    "http://127.0.0.1:1",
    "http://127.0.0.1.evil.example",
    "http://[",
    "http://localhost:x",
]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_another_sites_page_is_refused(play, session, origin):
    before = len(play.messages("C0GENERAL", "U0ANA"))
    sent = {"user": "U0ANA", "channel": "C0GENERAL", "text": "/stretch lower"}
    answer = await session.post("/page/command", json=sent, headers={"Origin": origin})
    assert (answer.status, "its own page" in await answer.text()) == (403, True)
    assert len(play.messages("C0GENERAL", "U0ANA")) == before
    with pytest.raises(WSServerHandshakeError, match="403"):
        await session.ws_connect("/page/live", origin=origin)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8787", "127.0.0.1.evil.example", "", "[::1"])
async def test_a_foreign_name_that_leads_here_is_refused(session, host):
    assert (await session.get("/page/state", headers={"Host": host})).status in (400, 403)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
async def test_its_own_page_is_answered(play, session, name):
    headers = {"Host": own(play, name), "Origin": f"http://{own(play, name)}"}
    assert (await session.post("/page/home", json={"user": "U0ANA"}, headers=headers)).status == 200
    async with session.ws_connect("/page/live", headers=headers) as socket:
        assert not socket.closed
