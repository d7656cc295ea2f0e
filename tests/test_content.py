"""The exercises' files: what the real ones promise, and how a mistake in them is told."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import ContentError, load
from bot.domain.exercises import Exercise
from bot.domain.phrases import understand

EXERCISES = Path(__file__).parent.parent / "exercises"
LIBRARY = load(EXERCISES)
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
STRETCH = """
  - slug: wall-reach
    name: Wall reach
    place: standing
    kit: a wall
    benefit: May ease stiffness in the shoulders.
    felt: in the shoulders
    start: Stand facing a wall.
    holds:
      - title: Reach up
        lines: [Walk your fingers up the wall., Stop at a light stretch.]
        seconds: 10
        breath: Out as you reach.
        picture: Stand facing a wall and walk the fingers up it as far as is easy.
    finish: Walk your fingers down again.
    cautions: [Stop if a shoulder hurts.]
    not_for: [Skip this if you have just hurt a shoulder.]
    sources: [KP]
"""

every_exercise = pytest.mark.parametrize("exercise", LIBRARY.exercises, ids=lambda exercise: exercise.slug)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXERCISES, tmp_path / "exercises"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def mistakes(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert all(mistake in str(refused.value) for mistake in refused.value.mistakes)
    return refused.value.mistakes


def refusal(folder: Path) -> str | None:
    try:
        load(folder)
    except ContentError as error:
        return str(error)
    return None


def words(exercise: Exercise) -> list[str]:
    texts = [exercise.name, exercise.kit, exercise.benefit, exercise.felt, exercise.start, exercise.finish]
    texts += [*exercise.cautions, *exercise.not_for, exercise.ask_first or ""]
    return texts + [text for hold in exercise.holds for text in (hold.title, *hold.lines, hold.breath, hold.picture)]


def length(exercise: Exercise) -> int:
    """Seconds from the first screen to the end: 8 to get ready, then 5 before each further screen."""
    screens = exercise.holds * exercise.rounds
    return 8 + 5 * (len(screens) - 1) + sum(hold.seconds for hold in screens)


# The real exercises


@pytest.mark.parametrize("area", FOUNDING)
def test_the_founding_areas_offer_their_founding_exercises(area: str):
    assert [exercise.slug for exercise in LIBRARY.pool(area)] == FOUNDING[area]


def test_the_menu_begins_with_the_founding_areas():
    assert [area.slug for area in LIBRARY.areas][:4] == ["lower", "upper", "bed", "anywhere"]


def test_there_is_something_for_a_desk_in_every_area_but_the_bed():
    assert [a.slug for a in LIBRARY.areas if not any(e.at_a_desk for e in LIBRARY.pool(a.slug))] == ["bed"]


def test_the_bed_edge_is_shown_only_after_its_question():
    edge = understand("over the edge", LIBRARY)
    assert isinstance(edge, Exercise)
    assert edge.ask_first
    assert edge.instead == "bed-edge-stretch"
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
    assert understand(typed, LIBRARY) == LIBRARY.find(slug)


@every_exercise
def test_an_exercise_says_nothing_that_alarms_or_promises(exercise: Exercise):
    assert [text for text in words(exercise) if re.search(BANNED, text, re.IGNORECASE)] == []


@every_exercise
def test_a_hold_is_short_enough_to_be_read_on_the_mat(exercise: Exercise):
    texts = [text for hold in exercise.holds for text in (*hold.lines, hold.breath)]
    assert [text for text in texts if len(text) > 80 or len(text.split()) > 12] == []


@every_exercise
def test_a_picture_is_told_as_an_instruction(exercise: Exercise):
    for hold in exercise.holds:
        assert len(hold.picture.split()) >= 8
        assert exercise.name.casefold() not in hold.picture.casefold()
        assert hold.title != hold.picture


@every_exercise
def test_both_sides_get_the_same_time(exercise: Exercise):
    turns = [hold for hold in exercise.holds if hold.title != "Sit the other way"]
    seconds = {side: sum(hold.seconds for hold in turns if hold.side == side) for side in ("left", "right")}
    assert seconds["left"] == seconds["right"]


@every_exercise
def test_an_exercise_takes_between_half_a_minute_and_two_minutes(exercise: Exercise):
    assert 40 <= length(exercise) <= 120


@every_exercise
def test_the_text_of_an_exercise_fits_into_one_message(exercise: Exercise):
    assert sum(map(len, words(exercise))) < 4000


def test_only_the_named_twists_and_arches_ask_for_rest():
    found = {e.slug: e.movement for e in LIBRARY.exercises if e.movement != "other"}
    assert found == {
        "seated-lower-back-rotation": "twist",
        "trunk-rotation": "twist",
        "chair-spine-twist": "twist",
        "seated-trunk-turn": "twist",
        "upper-back-chair-lean": "arch",
        "bed-edge-stretch": "arch",
        "bed-edge-full": "arch",
    }


def test_the_strongest_exercises_are_for_once_a_day():
    once = {exercise.slug for exercise in LIBRARY.exercises if exercise.per_day == 1}
    assert once == {"side-lying-toe-hold", "rocking-floor-stretch", "bed-edge-stretch", "bed-edge-full"}


def test_whatever_asks_for_rest_names_a_gentler_exercise():
    assert [e.slug for e in LIBRARY.exercises if (e.movement != "other" or e.per_day == 1) and not e.instead] == []


def test_every_source_is_used_by_an_exercise():
    assert set(LIBRARY.sources) == {source for exercise in LIBRARY.exercises for source in exercise.sources}


# Adding to them


def test_adding_an_exercise_is_one_entry_in_one_file(folder: Path):
    with (folder / "shoulders.yaml").open("a") as file:
        file.write(STRETCH)
    library = load(folder)
    added = understand("wall reach", library)
    assert isinstance(added, Exercise)
    assert added in library.pool("shoulders")


def test_adding_an_area_is_one_file(folder: Path):
    (folder / "knees.yaml").write_text(f"area: knees\ntitle: Knees\nexercises:{STRETCH}")
    library = load(folder)
    assert library.area("knees")
    assert [exercise.name for exercise in library.pool("knees")] == ["Wall reach"]


# Mistakes in them


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("seconds: 3\n", "seconds: three\n", '"Cat arch", hold 1, seconds: must be a whole number, but is "three"'),
        ("seconds: 3\n", "seconds: 1\n", '"Cat arch", hold 1, seconds: must be at least 2, but is 1'),
        ("seconds: 3\n", "seconds:\n", '"Cat arch", hold 1, seconds: is empty'),
        ("rounds: 4", "rounds: 40", '"Cat arch", rounds: must be at most 12, but is 40'),
        (
            "place: floor",
            "place: flor",
            "\"Cat arch\", place: must be 'chair', 'standing', 'anywhere', 'floor' or 'bed'",
        ),
        (
            "breath: Out as you round.",
            "breath: 7",
            '"Cat arch", hold 1, breath: must be text, but is 7; put it in quotes',
        ),
        ("breath: Out as you round.", "breath: [a]", '"Cat arch", hold 1, breath: must be text, but is a list'),
        ("[flat, round]", "flat", '"Cat arch", hold 1, pose: must be a list'),
        ("[flat, round]", "[flat, round, up]", '"Cat arch", hold 1, pose: must have at most 2 of them, but has 3'),
        (
            "- Lift your chest and tailbone a little.",
            "- {a: b}",
            '"Cat arch", hold 2, line 3: must be text, but has fields',
        ),
        ("name: Cat arch", "nmae: Cat arch", "exercise 2, nmae: there is no such field; did you mean name?"),
        ("name: Cat arch", "nmae: Cat arch", "exercise 2, name: is missing"),
        ("breath: In as", "breth: In as", '"Cat arch", hold 2, breth: there is no such field; did you mean breath?'),
        ("SINAKI]", "SINAKY]", '"Cat arch", sources: there is no "SINAKY"; did you mean SINAKI?'),
        ("seated-cat-cow", "seated-cow", '"Cat arch", instead: there is no "seated-cow"; did you mean seated-cat-cow?'),
        ("seated-cat-cow", "bed-edge-full", '"Cat arch", instead: "bed-edge-full" is an exercise that asks a question'),
        ("seated-cat-cow", "cat-arch", '"Cat arch", instead: "cat-arch" is the exercise itself'),
        ("[cat,", "[cat, Butterfly,", '"Butterfly stretch", aliases: "butterfly" already means "Cat arch"'),
        ("[cat,", "[cat, neck,", '"Cat arch", aliases: "neck" already means the area'),
        ("[cat,", "[cat, help,", '"Cat arch", aliases: "help" is already a command'),
        ("slug: cat-arch", "slug: Cat Arch", '"Cat arch", slug: must be small letters with hyphens, but is "Cat Arch"'),
        ("slug: trunk-rotation", "slug: cat-arch", '"Trunk rotation", slug: "cat-arch" already means "Cat arch"'),
        (
            "place: floor",
            "place: floor\n    areas: [lowr]",
            '"Cat arch", areas: there is no "lowr"; did you mean lower?',
        ),
        (
            "    rounds: 4\n",
            "    rounds: 4\n    rounds: 5\n",
            "line {line}: rounds is there twice; keep one of the two",
        ),
        ("title: Lower back\n", "", "exercises/lower.yaml, title: is missing"),
        ("name: Cat arch", "name: Cat: arch", "line {line}: there is a colon too many"),
        ("    name: Cat arch", "   name: Cat arch", "line {line}: the indentation of this list does not fit"),
        ("    name: Cat arch", "\tname: Cat arch", "line {line}: there is a tab at the beginning"),
        ("name: Cat arch", "name: 'Cat arch", "a quotation mark is opened and never closed"),
        ("name: Cat arch", "name: &cat Cat arch", "line {line}: & and * are not used here"),
        ("name: Cat arch", "name: !cat arch", "line {line}: a text that begins with ! needs quotes"),
        ("name: Cat arch", "name: " + "[" * 999 + "]" * 999, "line {line}: too many things inside one another"),
        ("area: lower", "--- \nhello\n---\narea: lower", "begins a second document"),
    ],
)
def test_a_mistake_is_told_by_file_exercise_and_field(folder: Path, old: str, new: str, told: str):
    text = (folder / "lower.yaml").read_text()
    start = text.index("  - slug: cat-arch") if old in text[text.index("  - slug: cat-arch") :] else 0
    (folder / "lower.yaml").write_text(text[:start] + text[start:].replace(old, new, 1))
    line = text[: text.index(old, start)].count("\n") + new.rstrip("\n").count("\n") + 1
    found = mistakes(folder)
    assert any(told.replace("{line}", str(line)) in mistake for mistake in found), found


def test_one_mistake_is_told_once_and_by_its_file(folder: Path):
    change(folder / "lower.yaml", "seconds: 3\n", "seconds: three\n")
    assert mistakes(folder) == (
        'exercises/lower.yaml, "Cat arch", hold 1, seconds: must be a whole number, but is "three"',
    )


def test_every_mistake_of_every_file_is_in_one_report(folder: Path):
    change(folder / "lower.yaml", "seconds: 10\n", "seconds: 0\n")
    change(folder / "lower.yaml", "rounds: 4\n", "rounds: many\n")
    change(folder / "neck.yaml", "    place: anywhere\n", "")
    change(folder / "sources.yaml", "gave: ", "gve: ")
    (folder / "poses").mkdir(exist_ok=True)
    (folder / "poses" / "cat-arhc.yaml").write_text("flat: {}")
    report = "\n".join(mistakes(folder))
    for file in ("lower.yaml", "neck.yaml", "sources.yaml", "poses/cat-arhc.yaml"):
        assert f"exercises/{file}" in report
    assert 'there is no exercise "cat-arhc" to draw; did you mean cat-arch?' in report


def test_a_hold_may_only_name_frames_that_are_drawn(folder: Path):
    (folder / "poses").mkdir(exist_ok=True)
    frame = "{view: side, face: +x, joints: {head: [50, 60]}, props: [{kind: mat, points: [[0, 0], [9, 0]]}]}"
    (folder / "poses" / "cat-arch.yaml").write_text(f"flat: {frame}\nrund: {frame}\nsink: {frame}")
    found = mistakes(folder)
    assert len(found) == 2
    assert 'hold 1, pose: there is no frame "round" in exercises/poses/cat-arch.yaml; did you mean rund?' in found[0]


def test_a_frame_that_is_wrong_is_told_by_its_joint(folder: Path):
    (folder / "poses").mkdir(exist_ok=True)
    (folder / "poses" / "chin-tuck.yaml").write_text("start: {view: back, face: +x, joints: {head: [50, high]}}")
    report = "\n".join(mistakes(folder))
    assert "chin-tuck.yaml, start, view: must be 'side', 'front' or 'top', but is \"back\"" in report
    assert 'chin-tuck.yaml, start, joints, head 2: must be a number, but is "high"' in report


def test_a_file_that_cannot_be_read_does_not_put_others_in_the_wrong(folder: Path):
    (folder / "back.yaml").write_bytes(b"\xff\xfe\x00")
    assert mistakes(folder) == ("exercises/back.yaml: has characters that are not UTF-8; save it again as UTF-8",)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_is_called_empty(folder: Path, text: str):
    (folder / "back.yaml").write_text(text)
    assert mistakes(folder) == ("exercises/back.yaml: is empty",)


def test_a_folder_in_the_place_of_a_file_is_told(folder: Path):
    (folder / "back.yaml").unlink()
    (folder / "back.yaml").mkdir()
    assert mistakes(folder) == ("exercises/back.yaml: cannot be opened (Is a directory)",)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    assert f"there is no file of exercises in {tmp_path / 'nowhere'}" in "\n".join(mistakes(tmp_path / "nowhere"))


def test_words_that_yaml_takes_for_something_else_stay_words(folder: Path):
    change(folder / "lower.yaml", "[cat,", "[cat, no, 2024-02-30, 12:30,")
    cat = load(folder).find("cat-arch")
    assert cat
    assert {"no", "2024-02-30", "12:30"} <= set(cat.aliases)


# Whatever stands in the folder

ENTRY = yaml.safe_load(f"area: knees\ntitle: Knees\nexercises:{STRETCH}")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=8,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def loads_or_tells(folder: Path, content: bytes) -> None:
    (folder / "sources.yaml").write_text("KP: {address: an address, gave: a fact}")
    (folder / "knees.yaml").write_bytes(content)
    message = refusal(folder)
    assert message is None or f"{folder.name}/knees.yaml" in message


@quick
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_load_or_are_told(tmp_path: Path, content: bytes):
    loads_or_tells(tmp_path, content)


@quick
@given(st.text("[]{}:-&*!|>'\"%@`,?# \n\tab1~", max_size=80))
def test_any_signs_of_yaml_load_or_are_told(tmp_path: Path, text: str):
    loads_or_tells(tmp_path, f"area: knees\nexercises:\n{text}".encode())


@quick
@given(st.sampled_from(sorted(ENTRY["exercises"][0])), anything)
def test_any_value_in_any_field_loads_or_is_told(tmp_path: Path, name: str, value: object):
    entry = ENTRY["exercises"][0] | {name: value}
    loads_or_tells(tmp_path, yaml.dump(ENTRY | {"exercises": [entry]}, allow_unicode=True).encode())


@quick
@given(st.sampled_from(sorted(ENTRY["exercises"][0]["holds"][0])), anything)
def test_any_value_in_any_field_of_a_hold_loads_or_is_told(tmp_path: Path, name: str, value: object):
    hold = ENTRY["exercises"][0]["holds"][0] | {name: value}
    entry = ENTRY["exercises"][0] | {"holds": [hold]}
    loads_or_tells(tmp_path, yaml.dump(ENTRY | {"exercises": [entry]}).encode())


@pytest.mark.parametrize("text", ["[" * 200_000, "a: " * 5_000, "- " * 200_000, "? " * 50_000, '"\\ud800"', "\x00"])
def test_what_breaks_other_readers_is_told(tmp_path: Path, text: str):
    loads_or_tells(tmp_path, text.encode())
    with pytest.raises(ContentError, match=r"knees\.yaml"):
        load(tmp_path)
