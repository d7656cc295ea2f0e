"""What people hide: it is never offered again, comes back with Undo, and in a team break something stands in."""

from random import Random
from typing import Any

import pytest
from manual_clock import MONDAY
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.preferences import KITS, Fit, Preferences
from bot.domain.routines import slugs_of
from bot.domain.screens import routine_seconds
from bot.views import routine_card as routine_views
from bot.views.home_now import AREA_ACTION_PREFIX
from bot.views.routine_card import unpack_steps
from bot.views.set_up import OPEN_SET_UP_ACTION

Json = dict[str, Any]
ANA = Actor("T1", "U1")
PUBLIC = {"container": {"type": "message", "message_ts": "1.C1", "channel_id": "C1", "is_ephemeral": False}}


def row(message: Json) -> Json:
    """The row with the buttons."""
    return next(block for block in message["blocks"] if block["type"] == "actions")


def labels(message: Json) -> list[str]:
    return [each["text"]["text"] for each in row(message)["elements"] if "text" in each]


async def presses(app: QuickApp, message: Json, label: str) -> Json:
    """Press the button with this label."""
    button = next(each for each in row(message)["elements"] if each.get("text", {}).get("text") == label)
    clicked = {"action_id": button["action_id"], "block_id": row(message)["block_id"], "value": button.get("value")}
    return await app.clicks(button["action_id"], clicked)


async def chooses(app: QuickApp, message: Json, label: str) -> Json:
    """Choose the entry of a card's menu with this label."""
    menu = row(message)["elements"][-1]
    option = next(each for each in menu["options"] if each["text"]["text"] == label)
    clicked = {"action_id": menu["action_id"], "block_id": row(message)["block_id"], "selected_option": option}
    return await app.clicks(menu["action_id"], clicked)


async def hides(app: QuickApp, *slugs: str) -> None:
    await app.store.preferences.hide(ANA, slugs, app.clock())


async def hides_all_but(app: QuickApp, *slugs: str) -> None:
    await hides(app, *(exercise.slug for exercise in app.library.exercises if exercise.slug not in slugs))


async def hidden(app: QuickApp) -> frozenset[str]:
    return await app.store.preferences.hidden(ANA)


def headline(card: Json) -> str:
    return card["text"].splitlines()[0]


# Cards


async def test_not_for_me_hides_at_once_and_offers_something_else(app: QuickApp) -> None:
    answer = await chooses(app, await app.types("cat"), "Not for me")
    assert (answer["text"], answer["replace_original"]) == ("Hidden: Cat arch. I won't offer it again.", True)
    assert labels(answer) == ["Something else", "Undo"]
    assert await hidden(app) == {"cat-arch"}
    other = await presses(app, answer, "Something else")
    assert other["replace_original"]
    assert "Cat arch" not in other["text"]


async def test_undo_brings_the_card_back_as_it_was(app: QuickApp) -> None:
    card = await app.types("neck")
    back = await presses(app, await chooses(app, card, "Not for me"), "Undo")
    assert (back["blocks"], back["replace_original"]) == (card["blocks"], True)
    assert await hidden(app) == frozenset()


async def test_what_is_hidden_never_comes_again_unasked(app: QuickApp) -> None:
    await hides(app, "chin-tuck")
    card = await app.types("neck")
    for _ in range(12):
        assert headline(card) in ("Neck turn", "Side neck stretch")
        card = await presses(app, card, "Another")


async def test_a_card_that_was_hidden_is_no_longer_its_guides(app: QuickApp) -> None:
    card = await app.types("neck turn")
    await presses(app, card, "Start")
    await chooses(app, card, "Not for me")
    session = await app.store.sessions.begun(ANA, row(card)["elements"][0]["value"].split()[-1])
    assert session.response_url is None


async def test_what_is_hidden_and_asked_for_by_name_is_said_to_be_and_shown_anyway(app: QuickApp) -> None:
    await hides(app, "cat-arch")
    answer = await app.types("cat")
    assert headline(answer) == "You've hidden Cat arch. Here's Seated cat-cow instead."
    assert labels(answer) == ["Start", "Another", "Done", "Show it anyway"]
    read = await chooses(app, answer, "Read the steps")
    assert headline(read) == headline(answer)
    assert headline(await presses(app, answer, "Show it anyway")) == "Cat arch"


async def test_where_there_is_nothing_like_it_the_set_up_is_one_press_away(app: QuickApp) -> None:
    await hides_all_but(app)
    answer = await app.types("cat")
    assert answer["text"] == "You've hidden Cat arch. I have nothing like it that fits your set-up."
    assert labels(answer) == ["Show it anyway", "My set-up"]
    assert headline(await presses(app, answer, "Show it anyway")) == "Cat arch"


async def test_what_there_is_no_kit_for_is_shown_to_whoever_names_it(app: QuickApp) -> None:
    await app.store.preferences.save(ANA, Preferences(kit=frozenset()))
    assert headline(await app.types("cat")) == "Cat arch"


async def test_a_hidden_variant_is_said_to_be_hidden_and_can_be_shown_anyway(app: QuickApp) -> None:
    await hides(app, "seated-cat-cow")
    card = await app.types("cat")
    answer = await chooses(app, card, "Easier: seated cat-cow")
    assert "You've hidden Seated cat-cow." in answer["text"]
    assert "Show it anyway" in labels(answer)


async def test_a_question_comes_first_also_for_what_is_hidden(app: QuickApp) -> None:
    await hides(app, "bed-edge-full", "bed-edge-stretch")
    answer = await app.types("bed edge full")
    assert headline(answer).startswith("You've hidden Bed-edge stretch, full version.")
    assert labels(answer) == ["Something else", "None of these: show it"]


async def test_an_area_of_which_nothing_is_left_says_so_with_ways_on(app: QuickApp) -> None:
    await hides(app, *(exercise.slug for exercise in app.library.pool("wrists")))
    answer = await app.types("wrists")
    assert answer["text"].startswith("None of my stretches for your wrists and hands fit your set-up.")
    assert labels(answer) == ["Lower back", "Upper back", "In bed", "My set-up"]
    assert (await presses(app, answer, "Upper back"))["replace_original"]


async def test_a_kind_of_which_an_area_has_none_left_comes_from_another(app: QuickApp) -> None:
    await hides(app, *(each.slug for each in app.library.pool("lower") if each.place == "standing"))
    assert "so here's one for another area" in (await app.types("lower standing"))["text"]


async def test_where_nothing_at_all_fits_the_set_up_is_the_only_way(app: QuickApp) -> None:
    await hides_all_but(app)
    for typed in ("floor", "so stiff", "2 minutes", "lower"):
        answer = await app.types(typed)
        assert "fit your set-up. You can change that any time." in answer["text"]
        assert labels(answer) == ["My set-up"]


async def test_gentle_moves_are_those_that_are_left(app: QuickApp) -> None:
    before = labels(await app.types("so stiff"))
    await hides(app, "butterfly-stretch")
    after = labels(await app.types("so stiff"))
    assert "Butterfly stretch" in before
    assert "Butterfly stretch" not in after


async def test_whoever_has_a_mat_is_not_asked_for_one(app: QuickApp) -> None:
    await hides_all_but(app, "cat-arch")
    assert "Shall I show it?" in (await app.types("lower"))["text"]
    await app.store.preferences.save(ANA, Preferences(kit=frozenset({"mat"})))
    assert headline(await app.types("lower")) == "Cat arch"


async def test_home_opens_what_is_left_or_says_what_to_do(app: QuickApp) -> None:
    view = {"id": "V1", "type": "home"}
    home = {"container": {"type": "view", "view_id": "V1"}, "view": view, "channel": None, "response_url": None}
    await hides(app, "chin-tuck", "side-neck-stretch")
    await app.clicks(f"{AREA_ACTION_PREFIX}.neck", "neck", **home)
    assert app.library.find("neck-turn").start in str(app.window())
    await hides(app, "neck-turn")
    await app.clicks(f"{AREA_ACTION_PREFIX}.neck", "neck", **home)
    said = app.slack.calls["views_open"][-1]["view"].to_dict()["blocks"]
    assert said[0]["text"]["text"].startswith("None of my stretches for your neck fit your set-up.")
    assert [each["action_id"] for each in said[1]["elements"]] == [OPEN_SET_UP_ACTION]


async def test_home_opens_something_on_the_floor_where_nothing_else_of_an_area_suits(app: QuickApp) -> None:
    await hides_all_but(app, "cat-arch", "neck-turn")
    assert (await app.dependencies.cards.pick(ANA, "lower")).slug == "cat-arch"


# What hurts


async def test_what_hurts_can_be_hidden_where_it_hurt_and_come_back(app: QuickApp) -> None:
    await presses(app, await app.types("cat"), "Start")
    await app.submits(app.window())
    await app.clicks_in(app.window(), "guide.hurts")
    stopped = app.window()
    button = stopped["blocks"][-1]["elements"][0]
    assert (button["text"]["text"], button["value"]) == ("Not for me: cat arch", "cat-arch")
    in_modal = {"container": {"type": "view"}, "view": stopped, "response_url": None}
    await app.clicks(button["action_id"], button["value"], **in_modal)
    assert "Hidden: Cat arch. I won't offer it again." in str(app.window())
    assert "Emergency:" in str(app.window())
    assert await hidden(app) == {"cat-arch"}
    await app.clicks(app.window()["blocks"][-1]["elements"][0]["action_id"], "cat-arch", **in_modal)
    assert app.window()["blocks"] == stopped["blocks"]
    assert await hidden(app) == frozenset()
    await app.clicks(button["action_id"], "gone", **in_modal)
    assert "is gone" in str(app.slack.calls["views_push"][-1])


# Routines


async def test_a_set_swaps_what_is_hidden_and_says_so(app: QuickApp) -> None:
    await hides(app, "calf-stretch")
    card = await app.types("desk, standing")
    assert headline(card) == "Swapped to fit your set-up: Standing calf stretch."
    steps = unpack_steps(row(card)["block_id"])[1]
    usual = app.library.routine("desk-standing").steps
    assert len(steps) == len(set(slugs_of(steps))) == len(usual)
    assert [old for old, new in zip(usual, steps, strict=True) if old != new] == ["calf-stretch"]
    read = await chooses(app, card, "Read the steps")
    assert headline(read) == headline(card)
    assert unpack_steps(row(read)["block_id"])[1] == steps


async def test_a_set_leaves_out_what_nothing_stands_in_for(app: QuickApp) -> None:
    await hides(app, "look-far", "slow-blinking", "jaw-release", "slow-breathing")
    card = await app.types("evening")
    assert headline(card) == "Left out to fit your set-up: Jaw release and slow breathing."
    await presses(app, card, "Done")
    [finished] = await app.store.dones.finished(ANA, app.clock().replace(hour=0))
    assert sorted(finished.slugs) == ["calf-stretch", "seated-cat-cow", "shoulder-rolls"]


async def test_the_guide_of_a_set_has_what_its_card_has(app: QuickApp) -> None:
    await hides(app, "calf-stretch")
    card = await app.types("desk, standing")
    await presses(app, card, "Start")
    session = await app.store.sessions.begun(ANA, row(card)["elements"][0]["value"].split()[-1])
    assert (session.slugs, session.swapped) == (unpack_steps(row(card)["block_id"])[1], ("calf-stretch",))


async def test_a_set_of_which_nothing_is_left_says_so(app: QuickApp) -> None:
    await hides(app, *(exercise.slug for exercise in app.library.pool("wrists")))
    answer = await app.types("hands and wrists")
    assert answer["text"].startswith("Nothing in Hands and wrists fits your set-up.")
    assert "My set-up" in labels(answer)


async def test_what_opens_without_a_card_has_what_fits_and_its_rounds(app: QuickApp) -> None:
    await hides(app, "calf-stretch")
    pick = app.dependencies.routine_cards.pick
    steps = await pick(ANA, "desk-standing")
    assert "calf-stretch" not in steps
    assert app.dependencies.routine_cards.swapped("desk-standing", steps) == ("calf-stretch",)
    for _ in range(10):
        assert routine_seconds(app.library.exercises_of(await pick(ANA, "thirty-seconds"))) <= 30


async def test_each_stretch_of_a_short_routine_can_be_hidden(app: QuickApp) -> None:
    card = await app.types("2 minutes")
    exercises = app.library.exercises_of(unpack_steps(row(card)["block_id"])[1])
    gone = exercises[0]
    answer = await chooses(app, card, f"Not for me: {gone.name[:1].lower()}{gone.name[1:]}")
    assert answer["text"] == f"Hidden: {gone.name}. I won't offer it again."
    assert await hidden(app) == {gone.slug}
    back = await presses(app, answer, "Undo")
    assert (row(back)["block_id"], await hidden(app)) == (row(card)["block_id"], frozenset())
    answer = await chooses(app, back, f"Not for me: {gone.name[:1].lower()}{gone.name[1:]}")
    without = unpack_steps(row(await presses(app, answer, "Carry on without it"))["block_id"])[1]
    assert gone.slug not in slugs_of(without)
    assert {each.slug for each in exercises[1:]} <= {*slugs_of(without)}


async def test_a_long_routine_has_no_room_for_that(app: QuickApp) -> None:
    options = row(await app.types("back, full"))["elements"][-1]["options"]
    assert not [each for each in options if "Not for me" in each["text"]["text"]]


@pytest.mark.parametrize("action", ["routine.show_again", "routine.without", "card.show_again"])
async def test_a_button_that_cannot_be_read_is_answered(app: QuickApp, action: str) -> None:
    assert "older version" in (await app.clicks(action, ""))["text"]


async def test_a_choice_without_its_stretch_is_answered(app: QuickApp) -> None:
    clicked = {"action_id": routine_views.MORE_ACTION, "selected_option": {"value": "hide:gone two-minutes any 1"}}
    assert "is gone" in (await app.clicks(routine_views.MORE_ACTION, clicked))["text"]


# Team breaks


@pytest.fixture
async def break_id(app: QuickApp) -> str:
    """A break of a chin tuck and a seated trunk turn that was posted in C1."""
    return (await app.quick_breaks.posted()).id


async def test_im_in_opens_a_substitute_kindly_and_the_roster_stays(app: QuickApp, break_id: str) -> None:
    await hides(app, "seated-trunk-turn")
    await app.clicks("break.join", break_id, **PUBLIC)
    said = str(app.window())
    assert "Some of today's stretches don't fit your set-up, so here's Chin tuck and " in said
    assert "trunk turn" not in said
    assert (await app.store.rosters.get(break_id)).people == ("U1",)
    await app.finishes()
    [finished] = await app.store.dones.finished(ANA, MONDAY.replace(hour=0))
    assert "chin-tuck" in finished.slugs
    assert "seated-trunk-turn" not in finished.slugs


async def test_the_first_hold_says_it_where_there_is_no_introduction(app: QuickApp, break_id: str) -> None:
    await hides(app, "seated-trunk-turn")
    await app.clicks("break.join", break_id, **PUBLIC)
    await app.submits(app.window())
    assert app.window()["blocks"][0]["elements"][0]["text"].startswith("Some of today's stretches don't fit")
    await app.submits(app.window())
    assert "fit your set-up" not in str(app.window())


async def test_done_after_the_guide_counts_only_what_was_done_in_it(app: QuickApp, break_id: str) -> None:
    await hides(app, "seated-trunk-turn")
    await app.clicks("break.join", break_id, **PUBLIC)
    await app.finishes()
    answer = await app.clicks("break.done", break_id, **PUBLIC)
    assert "trunk turn" not in answer["text"]
    [finished] = await app.store.dones.finished(ANA, MONDAY.replace(hour=0))
    assert "seated-trunk-turn" not in finished.slugs


async def test_the_channels_message_is_what_it_was(app: QuickApp, break_id: str) -> None:
    await hides(app, "seated-trunk-turn")
    await app.clicks("break.join", break_id, **PUBLIC)
    await app.quick_breaks.engine.flush(5)
    edited = app.quick_breaks.edits()[-1]["text"]
    assert edited.startswith("Stretch break: Chin tuck and seated trunk turn")
    assert "In: <@U1>" in edited


async def test_the_steps_without_the_guide_are_those_of_the_substitute(app: QuickApp, break_id: str) -> None:
    await hides(app, "seated-trunk-turn")
    app.slack.will("views_open", refused("expired_trigger_id"))
    answer = await app.clicks("break.join", break_id, **PUBLIC)
    assert "Some of today's stretches don't fit your set-up" in answer["text"]
    assert "Seated trunk turn" not in answer["text"]
    thanks = await app.clicks("break.done_alone", break_id)
    assert "trunk turn" not in thanks["text"]


async def test_a_break_of_which_nothing_fits_offers_the_set_up_and_no_place_on_the_roster(
    app: QuickApp, break_id: str
) -> None:
    await hides_all_but(app)
    answer = await app.clicks("break.join", break_id, **PUBLIC)
    assert answer["text"] == "None of my stretches fit your set-up. You can change that any time."
    assert (answer["response_type"], labels(answer)) == ("ephemeral", ["My set-up"])
    assert (await app.store.rosters.get(break_id)).people == ()


# Everything


def offered(app: QuickApp, answer: Json) -> set[str]:
    """The slugs of the exercises that the buttons of an answer lead to."""
    rows = [block for block in answer["blocks"] if block["type"] == "actions"]
    values = [each["value"].split()[0] for row in rows for each in row["elements"] if each.get("value")]
    picked = [
        step for row in rows if row["block_id"].startswith("routine ") for step in unpack_steps(row["block_id"])[1]
    ]
    sets = [app.library.routine(value) for value in values if not picked]
    steps = [step for routine in sets if routine for step in routine.steps]
    return {each.slug for each in app.library.exercises_of([*values, *picked, *steps])}


@pytest.mark.no_cover  # hundreds of times the same branches
@pytest.mark.parametrize("seed", range(4))
async def test_nothing_that_is_not_for_somebody_is_ever_offered_to_them_unasked(app: QuickApp, seed: int) -> None:
    rng, slugs = Random(seed), [exercise.slug for exercise in app.library.exercises]
    kit = None if seed % 3 == 0 else frozenset(rng.sample(KITS, rng.randrange(len(KITS))))
    fit = Fit(kit=kit, hidden=frozenset(rng.sample(slugs, rng.choice([5, 20, 40]))))
    await app.store.preferences.save(ANA, Preferences(kit=kit))
    await hides(app, *fit.hidden)
    areas, kinds = (
        [area.slug for area in app.library.areas],
        ["quick", "gentle", "chair", "standing", "floor", "no chair"],
    )
    both = [f"{area} {kind}" for area in rng.sample(areas, 4) for kind in kinds]
    for typed in [*areas, *kinds, *both, "so stiff", "my neck is stiff", *(each.name for each in app.library.routines)]:
        answer = await app.types(typed)
        for _ in range(2):
            unsuitable = [slug for slug in offered(app, answer) if not fit.suits(app.library.find(slug))]
            assert (typed, unsuitable) == (typed, [])
            if "Another" in labels(answer):
                answer = await presses(app, answer, "Another")
