"""What people say in passing, and any stretch of a kind."""

import pytest
from quick_app import QuickApp

from bot.domain.actor import Actor
from bot.domain.exercises import Exercise
from bot.views.menu import WHERE


async def shown(app: QuickApp) -> list[Exercise]:
    history = await app.store.histories.get(Actor("T1", "U1"), app.clock())
    return [app.library.find(slug) for slug in history.seen]


@pytest.mark.parametrize(("typed", "greeting"), [("hello", "Hi there!"), ("thank you", "You're welcome!")])
async def test_hello_and_thanks_come_with_the_menu(app: QuickApp, typed: str, greeting: str) -> None:
    answer = await app.types(typed)
    assert answer["text"].startswith(f"{greeting}\n{WHERE}")
    assert answer["blocks"][0]["text"]["text"] == greeting
    assert any(block["type"] == "actions" for block in answer["blocks"])


@pytest.mark.parametrize("typed", ["stop", "cancel", "mute", "quiet", "unsubscribe", "leave"])
async def test_stop_says_how_and_changes_nothing(app: QuickApp, typed: str) -> None:
    await app.types("daily 15:00 Berlin")
    before = await app.store.timetables.get("T1", "C1")
    answer = await app.types(typed)
    assert all(words in answer["text"] for words in ("/stretch pause", "/stretch off", "Just for you"))
    assert await app.store.timetables.get("T1", "C1") == before


@pytest.mark.parametrize(
    ("typed", "places"), [("floor", {"floor"}), ("in my chair", {"chair", "firm chair", "anywhere"})]
)
async def test_a_place_gets_an_exercise_for_it_and_then_another(app: QuickApp, typed: str, places: set[str]) -> None:
    for _ in range(2):
        await app.types(typed)
    latest, first = await shown(app)
    assert {latest.place, first.place} <= places
    assert latest != first
