"""Putting the bot together, starting and stopping it, with stand-ins for what it talks to."""

from collections.abc import AsyncIterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import time
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientSession
from lean_slack import APP, BOT, LeanSlack, lean_slack
from manual_clock import ManualClock
from slack_bolt.async_app import AsyncBoltRequest
from slack_client import refused

from bot.app import bootstrap
from bot.app.authorization import Access
from bot.app.bolt import build_app
from bot.app.dependencies import Resources
from bot.app.running_bot import RunningBot
from bot.app.shutdown import shut_down
from bot.app.start import TokenRefused, start
from bot.core.metrics import Metrics
from bot.core.settings import read_settings
from bot.domain.actor import Actor
from bot.domain.library import Library
from bot.domain.timetable import WEEKDAYS, Timetable
from bot.pictures.picture_store import PictureStore
from bot.slack.clients import Clients, only_token
from bot.store import Store


@pytest.fixture
async def lean() -> AsyncIterator[LeanSlack]:
    async with lean_slack() as opened:
        yield opened


@pytest.fixture
async def bot(
    quick_store: Store, lean: LeanSlack, library: Library, pictures: PictureStore, clock: ManualClock
) -> AsyncIterator[RunningBot]:
    """The bot, put together and not started."""
    settings = read_settings(_env_file=None, SLACK_BOT_TOKEN=BOT, SLACK_APP_TOKEN=APP, LIMBER_BREAKS_BY="owner")
    http = ClientSession()
    clients = Clients(only_token(BOT), f"{lean.url}/api/", http)
    resources = Resources(
        clients=clients,
        http=http,
        store=quick_store,
        library=library,
        picture_store=pictures,
        clock=clock,
        rng=Random(7),
        metrics=Metrics(),
        process="this test",
    )
    made = bootstrap._build(settings, clock, resources)
    yield made
    await made.socket.close()
    await http.close()


def command(**more: Any) -> AsyncBoltRequest:
    about = {"command": "/stretch", "text": "neck", "team_id": "T0LEAN", "user_id": "U1", "channel_id": "C1", **more}
    return AsyncBoltRequest(body=about, mode="socket_mode")


async def test_a_request_is_acknowledged_runs_to_its_end_and_is_waited_for(bot: RunningBot, quick_store: Store) -> None:
    app = build_app(bot.dependencies, bot.in_flight, Access(bot.slack), bot.metrics)
    response = await app.async_dispatch(command())
    assert response.status == 200
    assert await bot.in_flight.drain(20)
    actor = Actor("T0LEAN", "U1")
    assert len((await quick_store.histories.get(actor, bot.dependencies.now())).seen) == 1


def test_the_settings_say_who_may_change_breaks(bot: RunningBot) -> None:
    assert bot.dependencies.timetables.rights.breaks_by == "owner"


async def test_a_message_is_never_sent_again_by_the_client_itself(bot: RunningBot) -> None:
    sender = bot.dependencies.breaks._poster.breaks.sender
    once, usual = await sender.clients.once("T0LEAN"), await sender.clients.of("T0LEAN")
    assert (once.retry_handlers, once.token, once.base_url) == ([], BOT, usual.base_url)
    assert usual.retry_handlers != []


async def test_a_connection_that_breaks_after_the_channel_was_told_tells_it_nothing_twice(
    bot: RunningBot, lean: LeanSlack
) -> None:
    lean.break_off = True
    daily = Timetable(days=WEEKDAYS, times=(time(15),), zone="Europe/Berlin")
    found = await bot.dependencies.timetables.set_up(Actor("T0LEAN", "U1"), "C1", daily)
    assert (found.timetable, len(lean.posted["C1"])) == (daily, 1)


# Starting and stopping


class Recorder:
    """Stands where anything stands that is started and stopped; writes down the order."""

    def __init__(self, order: list[str], name: str, will: dict[str, Any]) -> None:
        self._order, self._name, self._will = order, name, will

    def __getattr__(self, step: str) -> Any:
        name = f"{self._name}.{step}"

        async def later() -> Any:
            if isinstance(self._will.get(name), Exception):
                raise self._will[name]
            return self._will.get(name, True)

        def call(*given: object) -> Any:
            job = next((str(each).rpartition(".")[2] for each in given if isinstance(each, str)), "")
            self._order.append(f"{name} {job}" if step in REGULAR else name)
            return later() if (self._name, step) not in PLAIN else None

        call.__qualname__ = name
        return call


REGULAR = ("run_each_minute", "run_each_seconds", "run_each_hours")
PLAIN = {("engine", "stop"), *(("scheduler", step) for step in ("start", "pause", "stop", *REGULAR))}


def running(order: list[str], **will: Any) -> RunningBot:
    usual = {"slack.auth_test": SimpleNamespace(headers={})}
    will = usual | {name.replace("__", "."): what for name, what in will.items()}
    parts = SimpleNamespace(scheduler=Recorder(order, "scheduler", will), break_engine=Recorder(order, "engine", will))
    parts.guide = SimpleNamespace(mover=Recorder(order, "guide", will))
    clock_check = SimpleNamespace(is_right=Recorder([], "clock", will).is_right, has_recovered=lambda: False)
    socket, in_flight, slack = (Recorder(order, name, will) for name in ("socket", "in_flight", "slack"))
    slack.token = BOT
    return RunningBot(parts, in_flight, clock_check, slack, socket, server=None, metrics=Metrics())


async def test_the_timers_are_set_before_the_socket_opens_and_breaks_come_last() -> None:
    order: list[str] = []
    await start(running(order))
    jobs = [f"scheduler.run_each_minute {name}" for name in ("watch", "delete_expired", "tick")]
    assert order == [
        "slack.auth_test", "scheduler.start", *jobs, "scheduler.run_each_hours tidy_up",
        "scheduler.run_each_seconds catch_up",
        "guide.restore_timers", "socket.open", "engine.start",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "name"), [("slack__auth_test", "SLACK_BOT_TOKEN"), ("socket__open", "SLACK_APP_TOKEN")]
)
async def test_a_token_that_slack_refuses_is_named(step: str, name: str) -> None:
    with pytest.raises(TokenRefused, match=rf"{name}: Slack doesn't know this token \(invalid_auth\)"):
        await start(running([], **{step: refused("invalid_auth")}))


@pytest.mark.parametrize(
    "will", [{}, {"socket__close": KeyError()}, {"engine__flush": KeyError()}, {"in_flight__drain": False}]
)
async def test_each_step_of_the_shutdown_is_taken_whatever_becomes_of_the_others(
    will: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    order: list[str] = []
    await shut_down(running(order, **will))
    assert order == [
        "socket.close", "scheduler.pause", "engine.stop", "in_flight.drain", "engine.flush", "scheduler.stop",
    ]  # fmt: skip
    assert len(caplog.records) == len(will)


async def test_the_first_tick_is_awaited_from_the_start_on() -> None:
    now = 100.0
    bot = replace(running([]), metrics=Metrics(lambda: now))
    await start(bot)
    now = 150.0
    assert bot.metrics.tick_age() == 50


@pytest.mark.parametrize(("port", "served"), [(None, False), (0, False), (9090, True)])
def test_operators_are_served_only_where_a_port_is_set(bot: RunningBot, port: int | None, served: bool) -> None:
    settings = SimpleNamespace(ops_port=port, ops_host="127.0.0.1")
    assert isinstance(bootstrap._ops_server(settings, bot), nullcontext) != served


async def test_with_a_token_of_its_own_the_bot_is_installed_once() -> None:
    assert await bootstrap._one_installation() == 1


async def test_what_is_too_old_is_deleted(bot: RunningBot, quick_store: Store) -> None:
    deleted: list[tuple[str, object]] = []

    async def delete(what: str, now: object) -> None:
        deleted.append((what, now))

    quick_store.sessions.delete_expired = lambda now: delete("sessions", now)
    quick_store.breaks.delete_expired = lambda now: delete("breaks", now)
    await bot.delete_expired()
    assert deleted == [("sessions", bot.dependencies.now()), ("breaks", bot.dependencies.now())]


@pytest.mark.parametrize(
    ("url", "port", "served"), [(None, 8080, False), ("https://x/", 0, False), ("https://x/", 8080, True)]
)
def test_pictures_are_served_only_where_somebody_fetches_them(
    pictures: PictureStore, url: str | None, port: int, served: bool
) -> None:
    settings = SimpleNamespace(pictures_url=url, pictures_port=port, pictures_host="127.0.0.1")
    assert isinstance(bootstrap._picture_server(settings, pictures), nullcontext) != served
