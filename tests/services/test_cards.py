"""Cards: what was shown is remembered before the next is chosen, whatever the answers do; what should rest, rests."""

import asyncio
import re
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from manual_clock import MONDAY, ManualClock
from slack_client import Http, SlackClient
from waiting import until

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exercises import STRAINS
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore
from bot.services.cards import Cards
from bot.services.replies import Replies
from bot.services.time_zones import TimeZones
from bot.slack.blocks import Message
from bot.store import Store
from bot.store.errors import DatabaseUnavailable
from bot.views.card_payload import CardPayload

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
NOTE = "not medical advice"


class Answers:
    """Stands where a responder stands; `gate` keeps its answers waiting."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.replaced: list[bool] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, message: Message, replace: bool = False) -> None:
        await self.gate.wait()
        self.messages.append(message)
        self.replaced.append(replace)

    @property
    def names(self) -> list[str]:
        """The headlines of the cards."""
        texts = [block.get("text", {}).get("text", "") for each in self.messages for block in each.payload()["blocks"]]
        titles = [re.match(r"\*([^*:]+)\*\n", text) for text in texts]
        return [title[1] for title in titles if title]


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def cards(
    quick_store: Store, slack: SlackClient, library: Library, pictures: PictureStore, clock: ManualClock
) -> Cards:
    return Cards(
        quick_store,
        library,
        pictures,
        Replies(quick_store, clock),
        TimeZones(quick_store, slack, clock),
        Http(),
        clock,
        Random(7),
    )


async def history(cards: Cards, actor: Actor = ANA) -> Any:
    return await cards._store.histories.get(actor, MONDAY)


async def finished(cards: Cards, slug: str, times: int = 1, actor: Actor = ANA) -> None:
    for number in range(times):
        await cards._store.dones.finish(actor, f"{slug} {number}", [slug], cards._now())


# Remembering


async def test_the_first_card_of_a_lifetime_has_the_first_use_note(cards: Cards, answers: Answers) -> None:
    for actor in (ANA, ANA, BEN):
        await cards.show_from_area(actor, "neck", answers)
    assert [NOTE in message.text for message in answers.messages] == [True, False, True]


async def test_what_was_shown_is_not_shown_again_at_once(cards: Cards, answers: Answers, clock: ManualClock) -> None:
    for _ in range(6):
        await cards.show_from_area(ANA, "neck", answers)
        clock.forward(seconds=1)
    assert all(one != other for one, other in zip(answers.names, answers.names[1:], strict=False))
    assert len(set(answers.names)) == len(set((await history(cards)).seen))


async def test_an_answer_that_is_slow_keeps_nobody_from_writing_down_what_it_shows(
    cards: Cards, answers: Answers, library: Library
) -> None:
    answers.gate.clear()
    slow = [asyncio.create_task(cards.show_from_area(ANA, "neck", answers)) for _ in range(3)]
    while len((await history(cards)).seen) < 3:
        pass
    assert answers.messages == []
    answers.gate.set()
    await asyncio.gather(*slow)
    assert len(set(answers.names)) == 3
    assert sum(NOTE in message.text for message in answers.messages) == 1


async def test_a_third_command_waits_for_what_the_second_still_writes(cards: Cards, answers: Answers) -> None:
    histories, may_write, writing = cards._store.histories, asyncio.Event(), 0
    record = histories.record_shown

    async def held(*given: Any) -> None:
        nonlocal writing
        writing += 1
        await may_write.wait()
        await record(*given)

    histories.record_shown = held
    commands = [asyncio.create_task(cards.show_from_area(ANA, "neck", answers)) for _ in range(3)]
    await until(lambda: answers.messages)
    await histories.get(BEN, MONDAY)  # time enough for the others, if they did not wait
    assert (writing, len(answers.messages)) == (1, 1)
    may_write.set()
    await asyncio.gather(*commands)
    assert len(set(answers.names)) == 3


async def test_a_slow_answer_after_a_write_that_failed_keeps_no_next_command_waiting(
    cards: Cards, answers: Answers
) -> None:
    record = cards._store.histories.record_shown

    async def away(*_given: object) -> None:
        cards._store.histories.record_shown = record
        raise DatabaseUnavailable

    cards._store.histories.record_shown = away
    answers.gate.clear()
    first = asyncio.create_task(cards.show_from_area(ANA, "neck", answers))
    second = asyncio.create_task(cards.show_from_area(ANA, "neck", answers))
    while not (await history(cards)).seen:
        pass
    answers.gate.set()
    with pytest.raises(DatabaseUnavailable):
        await first
    await second
    assert len(answers.messages) == 2


async def test_one_person_does_not_wait_for_another(cards: Cards, answers: Answers) -> None:
    async with cards._replies.hold(ANA):
        await cards.show_from_area(BEN, "neck", answers)
    assert len(answers.messages) == 1


async def test_what_cannot_be_written_is_answered_and_raised(cards: Cards, answers: Answers) -> None:
    async def away(*_given: object) -> None:
        raise DatabaseUnavailable

    cards._store.histories.record_shown = away
    with pytest.raises(DatabaseUnavailable):
        await cards.show_from_area(ANA, "neck", answers)
    assert len(answers.messages) == 1
    await asyncio.wait_for(cards._replies._locks._locks.get(ANA, asyncio.Lock()).acquire(), 1)


# Rest and care


async def test_a_twist_within_the_hour_gets_a_gentler_one_and_says_why(
    cards: Cards, answers: Answers, library: Library, clock: ManualClock
) -> None:
    twist = library.find("seated-trunk-turn")
    await finished(cards, twist.slug)
    clock.forward(minutes=59)
    await cards.show_exercise(ANA, twist, answers)
    assert "within the last hour" in answers.messages[0].text
    assert answers.names[0] != twist.name
    assert (await history(cards)).seen == (library_slug(library, answers.names[0]),)
    clock.forward(minutes=1)
    await cards.show_exercise(ANA, twist, answers)
    assert answers.names[1] == twist.name


def library_slug(library: Library, name: str) -> str:
    return next(exercise.slug for exercise in library.exercises if exercise.name == name)


async def test_another_persons_twist_costs_nobody_theirs(cards: Cards, answers: Answers, library: Library) -> None:
    await finished(cards, "seated-trunk-turn", actor=BEN)
    await cards.show_exercise(ANA, library.find("seated-trunk-turn"), answers)
    assert "within the last hour" not in answers.messages[0].text


async def test_what_should_rest_is_shown_to_whoever_asks_for_it_anyway(
    cards: Cards, answers: Answers, library: Library
) -> None:
    await finished(cards, "seated-trunk-turn")
    await cards.show_exact(ANA, CardPayload("seated-trunk-turn", "back", "r1"), answers)
    assert answers.names == [library.find("seated-trunk-turn").name]
    assert answers.replaced == [True]


async def test_an_exercise_with_a_question_is_asked_about_and_not_counted_as_shown(
    cards: Cards, answers: Answers, library: Library
) -> None:
    asking = next(exercise for exercise in library.exercises if exercise.ask_first)
    await cards.show_exercise(ANA, asking, answers)
    assert asking.ask_first in answers.messages[0].text
    assert await history(cards) == await history(cards, BEN)


async def test_when_everything_should_rest_a_walk_is_the_thing(
    cards: Cards, answers: Answers, library: Library
) -> None:
    for exercise in library.exercises:
        await finished(cards, exercise.slug, exercise.per_day)
    await cards.show_from_area(ANA, "neck", answers)
    assert "walk" in answers.messages[0].text
    assert (await history(cards)).seen == ()
    with pytest.raises(UserError, match="walk"):
        await cards.pick(ANA, "neck")


async def test_a_pick_for_the_home_tab_is_remembered_and_needs_no_rest(cards: Cards, library: Library) -> None:
    twists = [exercise for exercise in library.pool("lower") if exercise.movement in STRAINS]
    for exercise in twists:
        await finished(cards, exercise.slug)
    picked = [await cards.pick(ANA, "lower") for _ in range(3)]
    assert not set(twists) & set(picked)
    assert set((await history(cards)).seen) == {exercise.slug for exercise in picked}


async def test_an_area_that_is_gone_says_so(cards: Cards, answers: Answers) -> None:
    with pytest.raises(UserError, match="don't have a stretch for that area"):
        await cards.show_from_area(ANA, "knees", answers)
    assert answers.messages == []


# Buttons


async def test_only_a_click_replaces_what_was_clicked(cards: Cards, answers: Answers, library: Library) -> None:
    await cards.show_from_area(ANA, "neck", answers)
    await cards.show_from_area(ANA, "neck", answers, replace=True)
    await cards.show_exercise(ANA, library.find("chin-tuck"), answers)
    assert answers.replaced == [False, True, False]


async def test_done_counts_once_however_often_it_is_pressed(cards: Cards) -> None:
    payload = CardPayload("chin-tuck", "neck", "r1")
    first, second = [await cards.done(ANA, payload) for _ in range(2)]
    assert "first stretch this week" in first.text
    assert second.text == first.text
    assert "2 this week" in (await cards.done(ANA, CardPayload("chin-tuck", "neck", "r2"))).text


async def test_each_card_has_a_mark_of_its_own(cards: Cards, answers: Answers, library: Library) -> None:
    for _ in range(2):
        await cards.show_exercise(ANA, library.find("chin-tuck"), answers)
    blocks = [block for message in answers.messages for block in message.payload()["blocks"]]
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    marks = [{CardPayload.unpack(each["value"]).ref for each in row if "value" in each} for row in rows]
    assert [len(mark) for mark in marks] == [1, 1]
    assert marks[0] != marks[1]


async def test_a_week_begins_on_monday_where_the_person_is(
    cards: Cards, slack: SlackClient, clock: ManualClock
) -> None:
    slack.will("users_info", {"user": {"tz": "Pacific/Auckland"}}, {"user": {"tz": "America/New_York"}})
    clock.at = MONDAY.replace(day=22, hour=12)  # Sunday; in Auckland it is Monday already
    for actor in (ANA, BEN):
        await finished(cards, "chin-tuck", actor=actor)
    clock.at = MONDAY.replace(hour=12)
    assert [await cards.this_week(actor) for actor in (ANA, BEN)] == [1, 0]


async def test_a_button_whose_exercise_is_gone_says_so(cards: Cards) -> None:
    with pytest.raises(UserError, match="stretch is gone"):
        await cards.done(ANA, CardPayload("gone", "neck", "r1"))
    with pytest.raises(UserError, match="stretch is gone"):
        await cards.unchanged(ANA, CardPayload("gone", "neck", "r1"), "card - -")


async def test_a_card_that_is_shown_as_it_was_keeps_its_notes_and_what_rests(
    cards: Cards, answers: Answers, library: Library
) -> None:
    await finished(cards, "seated-trunk-turn")
    await cards.show_exercise(ANA, library.find("seated-trunk-turn"), answers)
    shown = answers.messages[0].payload()
    [row] = [block for block in shown["blocks"] if block["type"] == "actions"]
    payload = CardPayload.unpack(row["elements"][0]["value"])
    assert NOTE in answers.messages[0].text
    assert (await cards.unchanged(ANA, payload, row["block_id"])).payload() == shown
    steps = (await cards.unchanged(ANA, payload, row["block_id"], "steps")).text
    assert NOTE in steps
    assert "within the last hour" in steps


async def test_another_of_a_kind_is_of_that_kind(cards: Cards, answers: Answers, library: Library) -> None:
    await cards.show_from_area(ANA, "standing", answers)
    for _ in range(8):
        await cards.another(ANA, CardPayload("cat-arch", "standing", "r1"), answers)
    places = {library.find(library_slug(library, name)).place for name in answers.names}
    assert places <= {"standing", "anywhere"}


async def test_a_kind_without_a_stretch_says_so(cards: Cards, answers: Answers, library: Library) -> None:
    cards._chooser = replace(cards._chooser, library=replace(library, exercises=()))
    with pytest.raises(UserError, match="don't have a stretch"):
        await cards.show_from_area(ANA, "floor", answers)
