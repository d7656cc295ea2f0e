"""What the real exercises promise to whoever does them."""

import re
from pathlib import Path

import pytest

from bot.cli.claims import topics
from bot.content import load
from bot.domain.exercises import STRAINS, Exercise
from bot.domain.parsing.command import parse_command

LIBRARY = load(Path(__file__).parent.parent.parent / "exercises")
FOUNDING = {
    "lower": ["seated-lower-back-rotation", "cat-arch", "trunk-rotation"],
    "upper": ["upper-back-chair-lean", "side-lying-toe-hold", "butterfly-stretch"],
    "anywhere": ["butterfly-stretch", "chair-spine-twist", "rocking-floor-stretch"],
    "bed": ["bed-edge-stretch", "single-knee-to-chest", "knee-roll"],
}
BANNED = (
    r"\bcrack|\brip(ping|ped)?\b|\bpop(ping|ped)?\b|break(ing)? your back|breaking|absolutely|no pain|\bbars?\b|corner|"
    r"forehead|\bheal(s|ed|ing)?\b|\bcures?\b|\bprevents?\b|\bstrengthen|stress-free|\bfix(es)? your|guarantee|\bsafe\b"
)


def words(exercise: Exercise) -> list[str]:
    texts = [exercise.name, exercise.kit, str(exercise.benefit), exercise.felt, exercise.start, exercise.finish]
    texts += [exercise.key_caution, *map(str, exercise.cautions), exercise.skip_if]
    texts += [*map(str, exercise.not_for), exercise.ask_first or "", exercise.evidence.says]
    return texts + [text for hold in exercise.holds for text in (hold.title, *hold.lines, hold.breath, hold.picture)]


def count(*texts: str) -> int:
    """The number of words."""
    return sum(len(text.split()) for text in texts)


def length(exercise: Exercise) -> int:
    """Seconds to the end: 8 to get ready, then 5 before each further hold, or 12 where the body turns round."""
    first, *further = exercise.holds * exercise.rounds
    ready = 8 + sum(12 if hold.turns_round else 5 for hold in further)
    return ready + sum(hold.seconds for hold in (first, *further))


@pytest.mark.parametrize("area", FOUNDING)
def test_the_founding_areas_offer_their_founding_exercises(area: str):
    assert set(FOUNDING[area]) <= {exercise.slug for exercise in LIBRARY.pool(area)}


def test_the_menu_begins_with_the_founding_areas():
    assert [area.slug for area in LIBRARY.areas][:4] == ["lower", "upper", "bed", "anywhere"]


def test_there_is_something_for_a_desk_in_every_area_but_the_bed():
    assert [a.slug for a in LIBRARY.areas if not any(e.is_desk_friendly for e in LIBRARY.pool(a.slug))] == ["bed"]


def test_the_bed_edge_is_shown_only_after_its_question():
    edge = parse_command("over the edge", LIBRARY)
    assert isinstance(edge, Exercise)
    assert edge.ask_first
    assert edge.variants.easier == "bed-edge-stretch"
    assert edge not in LIBRARY.pool(None)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("cat", "cat-arch"),
        ("Cat Cow", "cat-arch"),
        ("chair twist", "chair-spine-twist"),
        ("butterfly", "butterfly-stretch"),
        ("elbow touch", "butterfly-stretch"),
        ("rocking", "rocking-floor-stretch"),
        ("toe hold", "side-lying-toe-hold"),
        ("bed edge", "bed-edge-stretch"),
        ("bed edge full", "bed-edge-full"),
        ("ear to shoulder", "side-neck-stretch"),
        ("seated cat cow", "seated-cat-cow"),
    ],
)
def test_what_people_call_an_exercise_finds_it(typed: str, slug: str):
    assert parse_command(typed, LIBRARY) == LIBRARY.find(slug)


def test_an_exercise_says_nothing_that_alarms_or_promises(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert [text for text in words(exercise) if re.search(BANNED, text, re.IGNORECASE)] == []


def test_a_hold_is_short_enough_to_be_read_on_the_mat(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            texts = [text for hold in exercise.holds for text in (*hold.lines, hold.breath)]
            assert [text for text in texts if len(text) > 80 or len(text.split()) > 12] == []


def test_a_card_has_few_words(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert count(exercise.name) <= 5
            assert count(exercise.felt) <= 8
            assert count(exercise.kit) <= 7
            assert count(exercise.key_caution) <= 15
            assert count(exercise.name, exercise.felt, exercise.kit, "about 2 minutes", exercise.key_caution) <= 36


def test_an_introduction_has_few_words(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert count(exercise.start) <= 17
            assert count(exercise.skip_if) <= 18
            assert count(exercise.start, "Skip it if", exercise.skip_if) <= 35


def test_the_key_caution_is_a_sentence(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert re.fullmatch(r"[A-Z].*\.", exercise.key_caution)


def test_what_to_skip_it_for_completes_a_sentence(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert re.fullmatch(r"(?!skip)[a-z].*[^.]", exercise.skip_if)


def test_where_it_is_felt_completes_a_sentence(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert re.fullmatch(r"(in|at|along|across|around|between|behind|under|down|deep) .*[^.]", exercise.felt)


def test_what_it_needs_is_nothing_or_has_an_article(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert re.fullmatch(r"nothing|(an?|any) .*[^.]", exercise.kit)


def test_a_hold_has_a_short_title(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert [hold.title for hold in exercise.holds if count(hold.title) > 6] == []


def test_a_picture_is_told_as_an_instruction(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            for hold in exercise.holds:
                assert len(hold.picture.split()) >= 8
                assert exercise.name.casefold() not in hold.picture.casefold()
                assert hold.title != hold.picture


def test_both_sides_get_the_same_time(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            seconds = {
                side: sum(hold.seconds for hold in exercise.holds if hold.side == side) for side in ("left", "right")
            }
            assert seconds["left"] == seconds["right"]


def test_an_exercise_takes_between_half_a_minute_and_two_minutes(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert 40 <= length(exercise) <= 120


def test_the_text_of_an_exercise_fits_into_one_message(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert sum(map(len, words(exercise))) < 4000


def test_only_the_named_twists_and_arches_ask_for_rest():
    found = {e.slug: e.movement for e in LIBRARY.exercises if e.movement in STRAINS}
    assert found == {
        "seated-lower-back-rotation": "twist",
        "trunk-rotation": "twist",
        "chair-spine-twist": "twist",
        "seated-trunk-turn": "twist",
        "knee-roll": "twist",
        "standing-back-bend": "arch",
        "upper-back-chair-lean": "arch",
        "bed-edge-stretch": "arch",
        "bed-edge-full": "arch",
    }


def test_the_body_turns_round_only_where_it_lies_sits_or_stands_anew():
    assert [(e.slug, hold.title) for e in LIBRARY.exercises for hold in e.holds if hold.turns_round] == [
        ("side-lying-toe-hold", "Roll over and hug your knees"),
        ("bed-edge-full", "Back onto the bed"),
        ("chair-spine-twist", "Switch sides and turn left"),
        ("standing-hip-flexor-stretch", "Step your left foot back"),
        ("seated-thigh-stretch", "Turn round, left knee down"),
    ]


def test_the_strongest_exercises_are_for_once_a_day():
    once = {exercise.slug for exercise in LIBRARY.exercises if exercise.per_day == 1}
    assert once == {"side-lying-toe-hold", "rocking-floor-stretch", "bed-edge-stretch", "bed-edge-full"}


def test_whatever_asks_for_rest_names_a_gentler_exercise():
    resting = [e for e in LIBRARY.exercises if e.movement in STRAINS or e.per_day == 1]
    assert [e.slug for e in resting if not e.variants.easier] == []


def test_the_gentler_exercise_loads_no_more():
    pairs = [(e, LIBRARY.find(e.variants.easier)) for e in LIBRARY.exercises if e.variants.easier]
    assert [(e.slug, gentler.slug) for e, gentler in pairs if gentler and gentler.load > e.load] == []


def test_every_source_is_used():
    used = {source for topic in topics(LIBRARY) for claim in topic.claims for source in claim.sources}
    assert set(LIBRARY.sources) == used


def test_an_area_has_three_exercises_so_that_nothing_comes_twice_running(subtests):
    for area in LIBRARY.areas:
        with subtests.test(area.slug):
            assert len(LIBRARY.pool(area.slug)) >= 3


def test_a_firm_chair_is_only_for_what_leans_or_pulls():
    assert [e.slug for e in LIBRARY.exercises if e.place == "firm chair" and e.load == 1] == []


def test_whoever_has_a_chair_on_wheels_hears_what_to_do(subtests):
    for exercise in [e for e in LIBRARY.exercises if e.needs_chair]:
        with subtests.test(exercise.slug):
            assert "wheels" in exercise.kit or any("wheels" in str(caution) for caution in exercise.cautions)


def test_no_neck_is_moved_with_rheumatoid_arthritis_or_right_after_whiplash(subtests):
    for exercise in [e for e in LIBRARY.exercises if e.movement == "neck"]:
        with subtests.test(exercise.slug):
            told = " ".join(map(str, exercise.not_for))
            assert "rheumatoid arthritis" in told
            assert re.search(r"[Aa]fter whiplash.*get it checked first", told)


TWISTS = [e for e in LIBRARY.exercises if e.movement == "twist" and e.place != "bed"]


@pytest.mark.parametrize("exercise", TWISTS, ids=lambda e: e.slug)
def test_a_twist_is_not_for_a_flare_of_sciatica_weak_bones_or_a_new_hip(exercise: Exercise):
    told = " ".join(map(str, exercise.not_for))
    assert all(words in told for words in ("sciatica", "osteoporosis", "hip replacement"))


def test_nobody_lies_flat_on_their_back_late_in_pregnancy(subtests):
    for exercise in [e for e in LIBRARY.exercises if e.place in ("bed", "floor")]:
        with subtests.test(exercise.slug):
            if re.search(r"\b[Ll]ie on your back", exercise.start):
                assert re.search(r"week 16|pregnan", " ".join(map(str, exercise.not_for)))


def test_evidence_is_a_short_sentence_and_whatever_there_is_has_a_source(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert count(exercise.evidence.says) <= 30
            assert exercise.evidence.sources or exercise.evidence.strength == "none"


def test_nobody_is_said_to_have_reviewed_it_who_has_not(subtests):
    for exercise in LIBRARY.exercises:
        with subtests.test(exercise.slug):
            assert exercise.reviewed_by is None


def test_the_way_off_the_beds_edge_is_said_with_both_hands():
    back = LIBRARY.find("bed-edge-full").holds[-1]
    told = " ".join(back.lines)
    assert all(words in told for words in ("Tuck your chin", "one hand", "heels", "other"))
    assert LIBRARY.find("bed-edge-stretch").variants.full == "bed-edge-full"
