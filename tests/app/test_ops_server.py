"""What operators ask the bot: whether it lives, whether it is ready, and its figures."""

import asyncio
import json
import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from aiohttp import ClientSession
from break_steps import TEAM, chooses, daily, due, posted
from prometheus_client.parser import text_string_to_metric_families
from user_steps import ANA, GENERAL, guided, says, submits

from bot.app.bolt import register_listeners
from bot.app.command_router import Route
from bot.app.ops_server import Lookups, OpsPages, serving_ops
from bot.cli.play import Play, free_port, playing
from bot.core.http_server import CannotListen
from bot.core.metrics import CODE, METHOD, BreakOutcome, Metrics, RequestKind
from bot.store.errors import DatabaseUnavailable

HERE = "127.0.0.1"
Ops = tuple[Play, ClientSession]
Figures = dict[tuple[str, ...], float]


async def fine() -> None:
    """A database that answers."""


async def away() -> Any:
    raise DatabaseUnavailable("away")


async def hanging() -> Any:
    await asyncio.Event().wait()


def saying(answer: Any) -> Callable[[], Awaitable[Any]]:
    async def say() -> Any:
        return answer

    return say


def lookups(**other: Any) -> Lookups:
    usual = {"ping": fine, "is_connected": saying(True), "sessions": saying(3), "installations": saying(2)}
    return Lookups(**usual | other)


async def asked(page: str, metrics: Metrics | None = None, **other: Any) -> tuple[int, str]:
    pages = OpsPages(metrics or Metrics(), lookups(**other), seconds=0.05)
    async with (
        serving_ops(pages, HERE, 0) as port,
        ClientSession() as web,
        web.get(f"http://{HERE}:{port}{page}") as got,
    ):
        return got.status, await got.text()


def sample(exposition: str, name: str) -> float:
    found = re.search(rf"^{name} (\S+)$", exposition, re.MULTILINE)
    assert found, name
    return float(found[1])


@pytest.mark.parametrize(("age", "status"), [(None, 200), (0, 200), (119, 200), (120, 503), (3600, 503)])
async def test_it_is_healthy_while_the_last_tick_is_younger_than_two_minutes_or_it_starts(
    age: float | None, status: int
) -> None:
    now = 0.0
    metrics = Metrics(lambda: now)
    if age is None:
        now = 1000.0
    else:
        metrics.ticked()
        now = age
    told = [f"the last tick was {age} seconds ago"] if status == 503 else []
    answer = await asked("/healthz", metrics)
    assert (answer[0], json.loads(answer[1])) == (status, {"ok": status == 200, "problems": told})


NO_DATABASE, NO_SLACK = "the database doesn't answer", "Slack isn't connected"


@pytest.mark.parametrize(
    ("other", "problems"),
    [
        ({}, []),
        ({"ping": away}, [NO_DATABASE]),
        ({"ping": hanging}, [NO_DATABASE]),
        ({"is_connected": saying(False)}, [NO_SLACK]),
        ({"ping": away, "is_connected": saying(False)}, [NO_DATABASE, NO_SLACK]),
    ],
)
async def test_it_is_ready_when_the_database_answers_in_time_and_slack_is_connected(
    other: dict[str, Any], problems: list[str]
) -> None:
    status, body = await asked("/readyz", **other)
    assert (status, json.loads(body)) == (503 if problems else 200, {"ok": not problems, "problems": problems})


async def test_many_who_ask_at_once_ask_the_database_one_by_one() -> None:
    at_once = most = 0

    async def ping() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        at_once -= 1

    pages = OpsPages(Metrics(), lookups(ping=ping))
    await asyncio.gather(*(pages.readiness(None) for _ in range(50)))
    assert most == 1


async def test_figures_that_are_looked_up_are_those_of_now() -> None:
    _, exposition = await asked("/metrics")
    assert sample(exposition, "limber_sessions_running") == 3
    assert sample(exposition, "limber_installations") == 2
    assert sample(exposition, "limber_slack_connected") == 1


@pytest.mark.parametrize("lookup", [away, hanging])
async def test_without_a_database_the_other_figures_are_there(lookup: Callable[[], Awaitable[Any]]) -> None:
    status, exposition = await asked("/metrics", sessions=lookup, is_connected=saying(False))
    assert status == 200
    assert math.isnan(sample(exposition, "limber_sessions_running"))
    assert sample(exposition, "limber_slack_connected") == 0
    assert sample(exposition, "limber_last_tick_age_seconds") == 0


async def test_a_taken_port_is_a_sentence_that_names_the_setting() -> None:
    pages = OpsPages(Metrics(), lookups())
    async with serving_ops(pages, HERE, 0) as port:
        with pytest.raises(CannotListen, match=r"address already in use\)\. Change LIMBER_OPS_PORT or LIMBER_OPS_HOST"):
            async with serving_ops(pages, HERE, port):
                pass


# The whole bot


@pytest.fixture
async def ops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Ops]:
    """The bot in the playground, and the address of its pages for operators."""
    port = free_port(0)
    monkeypatch.setenv("LIMBER_OPS_PORT", str(port))
    async with playing(tmp_path) as play, ClientSession(f"http://{HERE}:{port}") as web:
        yield play, web


async def traffic(play: Play) -> None:
    """Something of every kind, some of it secret, and calls that Slack refuses."""
    for words in ("help", "my secret pain", "SecretWord", "neck", "daily at some secret time"):
        await says(play, f"/stretch {words}")
    first = await guided(play)
    await submits(play, first)
    await play.slack.close(ANA, await play.slack.until(lambda: play.slack.view(ANA)))
    play.slack.rate_limit("chat.postMessage", 1)
    await daily(play)
    await due(play)
    play.slack.fail("chat.postEphemeral", "user_not_in_channel")
    await chooses(play, posted(play)[-1], "not_today")
    await play.slack.open_home(ANA)
    await play.slack.until(lambda: play.slack.home(ANA))
    assert await play.bot.in_flight.drain(10)


async def figures(web: ClientSession) -> Figures:
    """All figures, by name and labels in the order of their names."""
    families = text_string_to_metric_families(await (await web.get("/metrics")).text())
    samples = [each for family in families for each in family.samples]
    return {(each.name.removeprefix("limber_"), *each.labels.values()): each.value for each in samples}


@pytest.mark.slow
async def test_what_the_bot_does_is_counted(ops: Ops) -> None:
    play, web = ops
    await traffic(play)
    found = await figures(web)
    assert found["breaks_total", "posted"] == 1
    assert found["break_lateness_seconds_count",] == 1
    assert found["ack_seconds_count", "command"] == 6
    assert found["answer_seconds_count", "command", "help"] == 1
    assert all(found["answer_seconds_count", kind, ""] == 1 for kind in ("form", "close", "menu", "event"))
    assert found["slack_calls_total", "ratelimited", "chat.postMessage"] == 1
    assert found["slack_calls_total", "ok", "chat.postMessage"] == 1
    assert found["slack_calls_total", "ok", "apps.connections.open"] == 1
    assert found["slack_calls_total", "ok", "response_url"] >= 6
    assert (found["slack_connected",], found["installations",]) == (1, 1)
    assert 0 <= found["last_tick_age_seconds",] < 60


@pytest.mark.slow
async def test_no_label_names_anybody_or_anything_typed_and_each_has_few_values(ops: Ops) -> None:
    play, web = ops
    await traffic(play)
    exposition = await (await web.get("/metrics")).text()
    values: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(exposition):
        for label, value in (pair for each in family.samples for pair in each.labels.items()):
            values.setdefault(label, set()).add(value)
    assert set(values) == {"outcome", "kind", "subcommand", "method", "code", "le"}
    assert values["outcome"] == set(get_args(BreakOutcome))
    assert values["kind"] <= set(get_args(RequestKind))
    assert values["subcommand"] - {""} <= {route if isinstance(route, str) else route.__name__ for route in routes()}
    assert all(METHOD.fullmatch(method) for method in values["method"])
    assert all(CODE.fullmatch(code) for code in values["code"])
    assert "secret" not in exposition.casefold()
    assert [name for name in (TEAM, ANA, GENERAL) if name in exposition] == []


@pytest.mark.slow
async def test_a_bot_whose_socket_is_closed_lives_and_is_not_ready(ops: Ops) -> None:
    play, web = ops
    assert [(await web.get(page)).status for page in ("/healthz", "/readyz")] == [200, 200]
    await play.bot.socket.close()
    assert [(await web.get(page)).status for page in ("/healthz", "/readyz")] == [200, 503]
    assert (await figures(web))["slack_connected",] == 0


@pytest.mark.slow
async def test_a_guide_that_runs_is_a_session(ops: Ops) -> None:
    play, web = ops
    assert (await figures(web))["sessions_running",] == 0
    await guided(play, "/stretch butterfly")
    await submits(play, await play.slack.until(lambda: play.slack.view(ANA)))
    await play.slack.until(lambda: play.slack.view(ANA).title["text"].startswith("Hold"))
    assert (await figures(web))["sessions_running",] == 1


def routes() -> Iterable[Route]:
    """What a command can be understood as."""
    return register_listeners(Registry()).listeners


class Registry:
    """Stands where Bolt's app stands when listeners register."""

    def __getattr__(self, _kind: str) -> Any:
        return lambda *_names, **_more: lambda _listener: None
