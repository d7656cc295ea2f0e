"""The card: its buttons and words in each state."""

import re
from dataclasses import replace
from typing import Any

import pytest
from exercise_library import LIBRARY

from bot.domain.errors import UserError
from bot.domain.safety import FIRST_USE
from bot.slack.blocks import Message
from bot.views import card as views
from bot.views.card import CardExtras, InsteadOf, unpack_extras
from bot.views.card_details import unpack_choice
from bot.views.card_payload import CardPayload

CAT, TWIST = LIBRARY.exercises_of(["cat-arch", "chair-spine-twist"])
PAYLOAD = CardPayload("cat-arch", "lower", "ref1")


def buttons(message: Message) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in message.payload()["blocks"] if block["type"] == "actions"]
    return [button for row in rows for button in row]


def labels(message: Message) -> list[str]:
    return [button["text"]["text"] for button in buttons(message) if button["type"] == "button"]


def options(message: Message) -> dict[str, str]:
    """The labels and values of the menu."""
    menus = [element for element in buttons(message) if element["type"] == "overflow"]
    return {option["text"]["text"]: option["value"] for menu in menus for option in menu["options"]}


def words_before_buttons(message: Message) -> int:
    """How many words the card has above its buttons, without alternative texts."""
    blocks = message.payload()["blocks"]
    above = blocks[: [block["type"] for block in blocks].index("actions")]
    texts = [part["text"] for block in above for part in block.get("elements", [block.get("text")]) if part]
    return len(re.findall(r"[\w'’-]+", " ".join(texts)))


def shown(**extras: Any) -> Message:
    return views.card(CAT, PAYLOAD, LIBRARY, CardExtras(**extras))


def test_a_card_can_be_started_exchanged_or_done_and_read() -> None:
    assert labels(shown()) == ["Start", "Another", "Done"]
    assert {CardPayload.unpack(each["value"]) for each in buttons(shown()) if "value" in each} == {PAYLOAD}
    assert list(options(shown()))[:2] == ["Read the steps", "Why do it, and who shouldn't"]


def test_a_card_leads_to_its_variants_each_once() -> None:
    assert list(options(shown()))[2:-1] == ["Easier: seated cat-cow", "Standing: desk cat-cow"]
    values = [options(shown())[label] for label in list(options(shown()))[2:-1]]
    assert [unpack_choice(value) for value in values] == [
        ("variant", replace(PAYLOAD, slug="seated-cat-cow")),
        ("variant", replace(PAYLOAD, slug="desk-cat-cow")),
    ]


def test_every_card_says_last_that_it_may_be_not_for_me(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            payload = replace(PAYLOAD, slug=exercise.slug)
            label, value = list(options(views.card(exercise, payload, LIBRARY)).items())[-1]
            assert (label, unpack_choice(value)) == ("Not for me", ("hide", payload))


@pytest.mark.parametrize("detail", ["none", "steps", "reasons"])
def test_a_cards_menu_fits_into_slacks_limits(detail: str, subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            message = views.card(exercise, PAYLOAD, LIBRARY, CardExtras(detail=detail))
            assert 2 <= len(options(message)) <= 5
            assert all(len(label) <= 75 and len(value) <= 150 for label, value in options(message).items())
            assert all(len(block["text"]["text"]) <= 3000 for block in message.payload()["blocks"] if "text" in block)


def test_the_reasons_say_how_strong_the_evidence_is_and_who_has_reviewed_it(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            text = views.card(exercise, PAYLOAD, LIBRARY, CardExtras(detail="reasons")).text
            assert exercise.evidence.says in text
            assert re.search(r"(No evidence yet|Weak evidence|Some evidence):", text)
            assert "Reviewed by: nobody yet." in text


def test_a_reviewer_is_named() -> None:
    reviewed = replace(CAT, reviewed_by="Ada Example, physiotherapist")
    text = views.card(reviewed, PAYLOAD, LIBRARY, CardExtras(detail="reasons")).text
    assert "Reviewed by: Ada Example, physiotherapist." in text


def test_a_card_has_at_most_45_words_before_its_buttons(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert words_before_buttons(views.card(exercise, PAYLOAD, LIBRARY)) <= 45


def test_an_option_fits_into_slacks_75_characters(subtests: pytest.Subtests) -> None:
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            payload = CardPayload(exercise.slug, exercise.areas[0], "0" * 16)
            assert all(len(value) <= 75 for value in options(views.card(exercise, payload, LIBRARY)).values())


def test_a_card_names_where_it_is_felt_what_it_needs_and_how_long_it_takes() -> None:
    text = shown().text
    assert text.startswith(f"Cat arch\n{CAT.felt[:1].upper()}{CAT.felt[1:]} · {CAT.kit} · about ")
    assert text.endswith(f"{CAT.key_caution}\nPress Start.")


def test_the_steps_are_shown_in_place_with_every_caution_and_can_be_hidden() -> None:
    message = shown(detail="steps")
    assert all(line in message.text for hold in CAT.holds for line in hold.lines)
    assert all(line in message.text for line in (*map(str, (*CAT.cautions, *CAT.not_for)), CAT.start, CAT.finish))
    assert list(options(message))[:2] == ["Why do it, and who shouldn't", "Hide the details"]
    assert labels(message) == labels(shown())


def test_the_reasons_have_who_should_skip_it_the_benefit_and_links_to_the_sources() -> None:
    message = shown(detail="reasons")
    assert all(line in message.text for line in map(str, (*CAT.not_for, CAT.benefit)))
    assert f"<{LIBRARY.sources['UW'].address}|uwhealth.org>" in message.text
    assert list(options(message))[:2] == ["Read the steps", "Hide the details"]


@pytest.mark.parametrize("detail", ["steps", "reasons", "none"])
def test_an_option_says_which_details_of_which_card(detail: str) -> None:
    assert unpack_choice(f"{detail} {PAYLOAD.pack()}") == (detail, PAYLOAD)


@pytest.mark.parametrize("value", [None, "", "steps", "steps cat-arch", f"all {PAYLOAD.pack()}", 7])
def test_an_option_that_cannot_be_read_is_refused_kindly(value: object) -> None:
    with pytest.raises(UserError, match="older version"):
        unpack_choice(value)


def test_a_card_in_place_of_one_that_rests_says_why_and_offers_that_one_anyway() -> None:
    message = shown(instead_of=InsteadOf(TWIST, "Once is plenty."))
    assert labels(message) == ["Start", "Another", "Done", "Show it anyway"]
    assert CardPayload.unpack(buttons(message)[-2]["value"]) == CardPayload("chair-spine-twist", "lower", "ref1")
    assert message.text.startswith("Once is plenty.\n")


def test_a_note_stands_below_the_buttons() -> None:
    message = shown(notes=("first_use",))
    assert [block["type"] for block in message.payload()["blocks"]][-2:] == ["actions", "context"]
    assert message.text.endswith(f"{FIRST_USE} /stretch set-up lets you leave out what isn't for you.")


@pytest.mark.parametrize("notes", [(), ("first_use",), ("first_use", "see_somebody")])
@pytest.mark.parametrize("instead_of", [None, InsteadOf(TWIST, "Once is plenty.")])
def test_the_block_of_the_buttons_knows_the_notes_and_what_rests(notes: Any, instead_of: InsteadOf | None) -> None:
    message = shown(notes=notes, instead_of=instead_of)
    block_id = next(block["block_id"] for block in message.payload()["blocks"] if block["type"] == "actions")
    assert unpack_extras(block_id) == (notes, instead_of.exercise.slug if instead_of else None)


@pytest.mark.parametrize("block_id", [None, "", "card", "card x", "card - - -", 7])
def test_a_block_of_an_older_version_has_neither(block_id: object) -> None:
    assert unpack_extras(block_id) == ((), None)


def test_a_picture_is_an_image_with_the_instruction_as_its_alternative_text() -> None:
    images = [
        block for block in shown(picture_url="https://x.example/c.png").payload()["blocks"] if block["type"] == "image"
    ]
    assert [image["alt_text"] for image in images] == [CAT.holds[0].picture]
    assert "image" not in {block["type"] for block in shown().payload()["blocks"]}


def test_rounds_are_told_only_if_there_is_more_than_one() -> None:
    often, once = LIBRARY.find("butterfly-stretch"), LIBRARY.find("cat-arch")
    assert "5 rounds in all" in views.card(often, PAYLOAD, LIBRARY, CardExtras(detail="steps")).text
    assert "rounds in all" not in views.card(once, PAYLOAD, LIBRARY, CardExtras(detail="steps")).text


def test_a_question_comes_with_the_gentler_exercise_and_a_way_to_go_on() -> None:
    edge, gentler = LIBRARY.exercises_of(["bed-edge-full", "bed-edge-stretch"])
    payload = CardPayload(edge.slug, "bed", "ref2")
    message = views.safety_question(edge, gentler, payload)
    assert labels(message) == ["Gentler version", "None of these: show it"]
    values = [CardPayload.unpack(button["value"]) for button in buttons(message)]
    assert values == [CardPayload(gentler.slug, "bed", "ref2"), payload]
    assert labels(views.safety_question(edge, None, payload)) == ["Something else", "None of these: show it"]
    assert views.safety_question(edge, None, payload, is_hidden=True).text.startswith(f"You've hidden {edge.name}.\n")


@pytest.mark.parametrize(
    ("count", "end"), [(0, "Cat arch."), (1, "Your first stretch this week."), (2, "That makes 2 this week.")]
)
def test_thanks_count_the_week_unless_nothing_was_counted(count: int, end: str) -> None:
    message = views.thanks(count, (CAT,), "r1")
    assert message.text.startswith("Nicely done: Cat arch.")
    assert message.text.endswith(end)


def test_thanks_offer_another_stretch_from_the_same_area() -> None:
    message = views.thanks(1, (CAT,), "r1")
    assert labels(message) == ["Another stretch"]
    assert CardPayload.unpack(buttons(message)[0]["value"]).area == CAT.areas[0]


def test_thanks_for_exercises_that_no_longer_exist_have_no_button() -> None:
    message = views.thanks(1, (), "r1")
    assert message.text == "Nicely done: Your stretch. Your first stretch this week."
    assert labels(message) == []


def test_a_card_whose_guide_did_not_open_stays_with_its_buttons() -> None:
    message = views.guide_not_opened(shown(), "Start")
    assert message.text.startswith("Slack took too long to open the guide. Please press Start again.")
    assert labels(message) == labels(shown())


def test_a_walk_is_all_that_is_left_when_everything_rests() -> None:
    assert views.walk_instead("Enough.").text.endswith("A short walk and a glass of water would be a good break now.")


@pytest.mark.parametrize("value", [None, "", "cat-arch", "cat-arch lower", "a b c d", 7])
def test_values_that_cannot_be_read_are_refused_kindly(value: object) -> None:
    with pytest.raises(UserError, match="older version"):
        CardPayload.unpack(value)


def test_a_payload_survives_the_value_of_a_button() -> None:
    assert CardPayload.unpack(PAYLOAD.pack()) == PAYLOAD
