"""How a stretch felt: once for each Done, changed by another answer; worse is counted by exercise."""

import asyncio
from datetime import UTC, datetime

from bot.domain.actor import Actor
from bot.store import Store
from bot.store.feelings import NOT_DONE, Answered

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


async def finished(store: Store, *refs: str, slugs: tuple[str, ...] = ("cat-arch",)) -> None:
    for ref in refs:
        await store.dones.finish(ANA, ref, slugs, NOW)


async def stored(store: Store) -> list[tuple[str, str, str]]:
    rows = (await store.person_data.everything(ANA)).tables["feelings"]
    return [(row["ref"], row["slug"], row["felt"]) for row in rows]


async def test_an_answer_counts_once_for_each_done_and_another_one_changes_it(store: Store) -> None:
    await finished(store, "r1")
    for felt in ("worse", "worse", "better"):
        answered = await store.feelings.record(ANA, "r1", felt, NOW)
    assert answered == Answered(("cat-arch",), 0)
    assert await stored(store) == [("r1", "cat-arch", "better")]


async def test_what_was_answered_is_known_for_that_person_alone(store: Store) -> None:
    await finished(store, "r1", "r2")
    await store.feelings.record(ANA, "r1", "same", NOW)
    asked = [(ANA, "r1"), (ANA, "r2"), (BEN, "r1")]
    assert [await store.feelings.is_answered(actor, ref) for actor, ref in asked] == [True, False, False]


async def test_worse_is_counted_by_exercise_and_person(store: Store) -> None:
    await finished(store, "r1", "r2")
    await finished(store, "r3", slugs=("chin-tuck",))
    await store.dones.finish(BEN, "r1", ("cat-arch",), NOW)
    times = [(await store.feelings.record(ANA, ref, "worse", NOW)).times_worse for ref in ("r1", "r1", "r3", "r2")]
    assert times == [1, 1, 1, 2]
    assert (await store.feelings.record(BEN, "r1", "worse", NOW)).times_worse == 1


async def test_of_a_routine_nobody_knows_which_exercise_it_was(store: Store) -> None:
    await finished(store, "r1", "r2", slugs=("cat-arch", "chin-tuck"))
    await finished(store, "r3")
    for ref in ("r1", "r2"):
        assert await store.feelings.record(ANA, ref, "worse", NOW) == Answered(("cat-arch", "chin-tuck"), 0)
    assert (await store.feelings.record(ANA, "r3", "worse", NOW)).times_worse == 1


async def test_what_was_never_finished_or_is_deleted_has_no_answer(store: Store) -> None:
    assert await store.feelings.record(ANA, "r1", "worse", NOW) == NOT_DONE
    await finished(store, "r1")
    assert await store.feelings.slugs(ANA, "r1") == ("cat-arch",)
    await store.deletion.delete_person(ANA)
    assert await store.feelings.record(ANA, "r1", "worse", NOW) == NOT_DONE
    assert await stored(store) == []


async def test_an_exercise_that_is_shown_again_begins_anew(store: Store) -> None:
    await finished(store, "r1", "r2", "r3")
    await finished(store, "r4", slugs=("chin-tuck",))
    for ref, felt in (("r1", "worse"), ("r2", "worse"), ("r3", "better"), ("r4", "worse")):
        await store.feelings.record(ANA, ref, felt, NOW)
    await store.preferences.show_again(ANA, ["cat-arch"])
    assert await stored(store) == [("r3", "cat-arch", "better"), ("r4", "chin-tuck", "worse")]
    assert (await store.feelings.record(ANA, "r1", "worse", NOW)).times_worse == 1


async def test_after_one_of_a_routine_is_shown_again_the_others_do_not_count_as_done_alone(store: Store) -> None:
    await finished(store, "r1", slugs=("cat-arch", "chin-tuck"))
    await finished(store, "r2")
    await finished(store, "r3", slugs=("chin-tuck",))
    for ref in ("r1", "r2"):
        await store.feelings.record(ANA, ref, "worse", NOW)
    await store.preferences.show_again(ANA, ["cat-arch"])
    assert (await store.feelings.record(ANA, "r3", "worse", NOW)).times_worse == 1


async def test_what_felt_worse_twice_is_hidden_with_that_and_nothing_is_left_if_all_is_deleted_at_once(
    postgres_store: Store,
) -> None:
    store = postgres_store
    await finished(store, "r1", "r2")
    for ref in ("r1", "r2"):
        await store.feelings.record(ANA, ref, "worse", NOW)
    assert await store.preferences.hidden(ANA) == {"cat-arch"}
    for number in range(20):
        actor = Actor("T1", f"U{number}")
        for ref in ("r1", "r2"):
            await store.dones.finish(actor, ref, ["cat-arch"], NOW)
        await store.feelings.record(actor, "r1", "worse", NOW)
        await asyncio.gather(store.feelings.record(actor, "r2", "worse", NOW), store.deletion.delete_person(actor))
        assert (await store.person_data.everything(actor)).is_empty
