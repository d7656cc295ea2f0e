"""Better, same, worse: asked below every thanks, answered in place, hidden after worse twice; told to nobody else."""

import json
import logging
from typing import Any

import pytest
from quick_app import QuickApp

from bot.domain.actor import Actor
from bot.domain.safety import WHEN_TO_SEE_SOMEBODY

ANA = Actor("T1", "U1")
PUBLIC = {"container": {"type": "message", "message_ts": "1.C1", "channel_id": "C1"}}
Json = dict[str, Any]


def felt_buttons(shown: Json) -> list[tuple[str, str, str]]:
    [row] = [block for block in shown["blocks"] if block.get("block_id") == "felt"]
    return [(button["text"]["text"], button["action_id"], button["value"]) for button in row["elements"]]


def words(shown: Json) -> str:
    return json.dumps(shown, ensure_ascii=False)


async def stored(app: QuickApp) -> list[tuple[str, str, str]]:
    rows = (await app.store.person_data.everything(ANA)).tables["feelings"]
    return [(row["ref"], row["slug"], row["felt"]) for row in rows]


async def hidden(app: QuickApp) -> set[str]:
    return set(await app.store.preferences.hidden(ANA))


async def done(app: QuickApp, *refs: str, slug: str = "chin-tuck") -> Json:
    return [await app.clicks("card.done", f"{slug} neck {ref}") for ref in refs][-1]


# It is asked below every thanks


def asks(shown: Json, ref: str) -> bool:
    named = [("Better", "felt.better", ref), ("Same", "felt.same", ref), ("Worse", "felt.worse", ref)]
    return "How does it feel now?" in words(shown) and felt_buttons(shown) == named


async def test_a_card_asks_how_it_feels(app: QuickApp) -> None:
    thanks = await done(app, "r1")
    assert asks(thanks, "r1")
    assert thanks["text"].endswith("How does it feel now?")


async def test_the_guide_asks_in_its_window_and_on_the_card(app: QuickApp) -> None:
    await app.clicks("card.guide", "chin-tuck neck r1")
    assert asks(await app.finishes(), "r1")
    assert asks(app.answer(), "r1")


async def test_a_break_asks_whoever_is_done_and_nobody_else(app: QuickApp) -> None:
    break_id = (await app.quick_breaks.posted()).id
    thanks = await app.clicks("break.done", break_id, **PUBLIC)
    assert asks(thanks, break_id)
    assert thanks["response_type"] == "ephemeral"
    await app.quick_breaks.engine.flush(20)
    assert "felt" not in str(app.slack.calls["chat_update"])


async def test_a_routine_asks_too(app: QuickApp) -> None:
    card = await app.types("2 minutes")
    [row] = [block for block in card["blocks"] if block["type"] == "actions"]
    [press] = [button for button in row["elements"] if button["action_id"] == "routine.done"]
    act = {"block_id": row["block_id"], "value": press["value"]}
    thanks = await app.clicks("routine.done", act)
    assert asks(thanks, press["value"].split()[2])


# It is answered


@pytest.mark.parametrize(
    ("felt", "said"),
    [("better", "Good to hear."), ("same", "Thanks for telling me."), ("worse", "Sorry about that. Go gentler")],
)
async def test_an_answer_takes_the_place_of_the_question(app: QuickApp, felt: str, said: str) -> None:
    await done(app, "r1")
    answer = await app.clicks(f"felt.{felt}", "r1")
    assert (answer["replace_original"], said in answer["text"]) == (True, True)
    assert "How does it feel" not in words(answer)
    assert answer["text"].startswith("Nicely done: Chin tuck. Your first stretch this week.")
    assert (WHEN_TO_SEE_SOMEBODY in answer["text"]) == (felt == "worse")
    assert [label for label, *_ in felt_buttons(answer) if label.startswith("✓")] == [f"✓ {felt.title()}"]
    assert await stored(app) == [("r1", "chin-tuck", felt)]


async def test_another_answer_changes_it(app: QuickApp) -> None:
    await done(app, "r1")
    for felt in ("worse", "worse", "better"):
        await app.clicks(f"felt.{felt}", "r1")
    assert (await stored(app), await hidden(app)) == ([("r1", "chin-tuck", "better")], set())


async def test_the_guides_window_shows_the_answer(app: QuickApp) -> None:
    await app.clicks("card.guide", "chin-tuck neck r1")
    await app.finishes()
    press = {"action_id": "felt.worse", "value": "r1"}
    window = {"type": "modal", "id": "V1"}
    await app.clicks("felt.worse", press, view=window, container={"type": "view"}, channel=None, response_url=None)
    shown = app.slack.calls["views_update"][-1]
    assert shown["view_id"] == "V1"
    view = shown["view"].to_dict()
    for said in ("Chin tuck.", "Sorry about that", WHEN_TO_SEE_SOMEBODY, "✓ Worse"):
        assert said in words(view)


# Once answered, it is asked nowhere


async def answers_in_the_window(app: QuickApp, felt: str, ref: str) -> None:
    where = {"view": app.window() | {"type": "modal"}, "container": {"type": "view"}}
    await app.clicks(f"felt.{felt}", ref, **where, channel=None, response_url=None)


async def guided(app: QuickApp, slug: str = "chin-tuck") -> None:
    await app.clicks("card.guide", f"{slug} neck r1")
    await app.finishes()


async def test_what_the_window_was_told_the_card_behind_it_asks_no_more(app: QuickApp) -> None:
    await guided(app)
    assert asks(before := app.answer(), "r1")
    assert "Remind me twice a day" in words(before)
    await answers_in_the_window(app, "better", "r1")
    after = app.answer()
    assert after["replace_original"]
    assert after["text"] == "Nicely done: Chin tuck. Your first stretch this week."
    for still_there in ("Another stretch", "Remind me twice a day"):
        assert still_there in words(after)
    assert "felt" not in words(after)


async def test_another_answer_in_the_window_leaves_the_card_as_it_is(app: QuickApp) -> None:
    await guided(app)
    for felt in ("better", "same", "worse"):
        await answers_in_the_window(app, felt, "r1")
    assert len(app.http.posted) == 2  # the thanks, and the thanks without the question


async def test_after_an_answer_on_the_card_one_in_the_window_changes_only_that(app: QuickApp) -> None:
    await guided(app)
    window = app.window()
    await app.clicks("felt.better", "r1")
    posted = len(app.http.posted)
    await app.clicks_in(window | {"type": "modal"}, "felt.same", value="r1")
    assert "Thanks for telling me." in words(app.window())
    assert len(app.http.posted) == posted
    assert await stored(app) == [("r1", "chin-tuck", "same")]


async def test_what_took_the_thanks_place_is_left_alone(app: QuickApp) -> None:
    await guided(app)
    window = app.window()
    [row] = [block for block in app.answer()["blocks"] if block.get("block_id") == "ended"]
    card = await app.clicks("card.another", row["elements"][0]["value"])
    await app.clicks_in(window | {"type": "modal"}, "felt.same", value="r1")
    assert app.answer() == card


async def test_a_card_too_old_to_be_changed_is_left_alone(app: QuickApp) -> None:
    await guided(app)
    app.clock.forward(minutes=31)
    posted = len(app.http.posted)
    await answers_in_the_window(app, "better", "r1")
    assert len(app.http.posted) == posted
    assert "Good to hear." in words(app.window())


async def test_done_pressed_again_does_not_ask_again(app: QuickApp) -> None:
    await app.clicks("card.guide", "chin-tuck neck r1")
    while (end := app.window())["title"]["text"] != "All done":
        await app.submits(end)
    await app.submits(end)
    await app.clicks("felt.better", "r1")
    for thanks in (await done(app, "r1"), (await app.submits(end))["view"]):
        assert "Chin tuck. Your first stretch this week." in words(thanks)
        assert "How does it feel" not in words(thanks)


async def test_it_works_after_a_restart(app: QuickApp) -> None:
    await done(app, "r1")
    again = QuickApp(app.store, app.slack, app.library, app.dependencies.picture_store, app.clock)
    assert "Good to hear." in (await again.clicks("felt.better", "r1"))["text"]


@pytest.mark.parametrize("action", ["felt.better", "felt.undo"])
async def test_of_what_is_deleted_nothing_is_noted(app: QuickApp, action: str) -> None:
    await done(app, "r1")
    await app.store.deletion.delete_person(ANA)
    assert "no longer have that stretch" in (await app.clicks(action, "r1"))["text"]
    assert (await app.store.person_data.everything(ANA)).tables["feelings"] == []


# Worse twice


async def worse_twice(app: QuickApp) -> Json:
    for ref in ("r1", "r2"):
        await done(app, ref)
        answer = await app.clicks("felt.worse", ref)
    return answer


async def test_what_felt_worse_twice_is_hidden_and_says_so(app: QuickApp) -> None:
    await app.opens_home()
    answer = await worse_twice(app)
    assert "Chin tuck felt worse twice, so I've hidden it." in answer["text"]
    assert "Show it again" in words(answer)
    assert await hidden(app) == {"chin-tuck"}
    await app.refreshes_homes()
    assert "1 stretch hidden" in str(app.slack.calls["views_publish"][-1]["view"])


async def test_once_is_not_twice(app: QuickApp) -> None:
    await done(app, "r1")
    await done(app, "r2", slug="neck-turn")
    for ref in ("r1", "r1", "r2"):
        answer = await app.clicks("felt.worse", ref)
    assert ("hidden" in answer["text"], await hidden(app)) == (False, set())


async def test_it_is_shown_again_and_begins_anew(app: QuickApp) -> None:
    await worse_twice(app)
    back = await app.clicks("felt.undo", "r2")
    assert ("It's back" in back["text"], back["replace_original"], await hidden(app)) == (True, True, set())
    assert [label for label, *_ in felt_buttons(back)] == ["Better", "Same", "Worse"]
    await app.clicks("felt.worse", "r2")
    assert await hidden(app) == set()
    await done(app, "r3")
    await app.clicks("felt.worse", "r3")
    assert await hidden(app) == {"chin-tuck"}


async def test_whoever_takes_it_back_can_show_it_again(app: QuickApp) -> None:
    await worse_twice(app)
    answer = await app.clicks("felt.better", "r2")
    assert "Chin tuck is still hidden." in answer["text"]
    assert "Show it again" in words(answer)


async def test_a_routine_hides_nothing(app: QuickApp) -> None:
    for ref in ("r1", "r2"):
        await app.store.dones.finish(ANA, ref, ["cat-arch", "chin-tuck"], app.clock())
        await app.clicks("felt.worse", ref)
    assert (len(await stored(app)), await hidden(app)) == (4, set())


async def test_a_stretch_that_no_longer_exists_can_still_be_answered(app: QuickApp) -> None:
    for ref in ("r1", "r2"):
        await app.store.dones.finish(ANA, ref, ["gone"], app.clock())
        answer = await app.clicks("felt.worse", ref)
    assert "Your stretch." in answer["text"]
    assert "Show it again" not in words(answer)


async def test_nobody_elses_answer_counts(app: QuickApp) -> None:
    await worse_twice(app)
    await app.clicks("card.done", "chin-tuck neck r1", user="U2")
    answer = await app.clicks("felt.worse", "r1", user="U2")
    assert "hidden" not in answer["text"]
    assert await app.store.preferences.hidden(Actor("T1", "U2")) == frozenset()


async def test_the_log_does_not_tell_how_anybody_feels(app: QuickApp, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "limber")
    await worse_twice(app)
    await app.clicks("felt.undo", "r2")
    logged = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert "felt" in logged
    assert [secret for secret in ("worse", "undo", "chin-tuck") if secret in logged] == []


async def test_what_felt_worse_may_be_hidden_at_once_and_shown_again(app: QuickApp) -> None:
    await done(app, "r1")
    worse = await app.clicks("felt.worse", "r1")
    assert "Not for me" in str(worse)
    hidden = await app.clicks("felt.hide", "r1")
    assert "Hidden: Chin tuck. I won't offer it again." in words(hidden)
    assert await app.store.preferences.hidden(ANA) == {"chin-tuck"}
    await app.clicks("felt.undo", "r1")
    assert await app.store.preferences.hidden(ANA) == frozenset()


async def test_a_routine_that_felt_worse_offers_to_hide_nothing(app: QuickApp) -> None:
    await app.store.dones.finish(ANA, "r2", ["chin-tuck", "cat-arch"], app.clock())
    assert "Not for me" not in str(await app.clicks("felt.worse", "r2"))
    await app.clicks("felt.hide", "r2")
    assert await app.store.preferences.hidden(ANA) == frozenset()
