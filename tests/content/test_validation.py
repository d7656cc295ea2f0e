"""How a mistake in the exercises' files is told."""

from pathlib import Path

import pytest
from exercise_library import LIBRARY

from bot.content import ContentError, load


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def mistakes(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert all(mistake in str(refused.value) for mistake in refused.value.mistakes)
    return refused.value.mistakes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("seconds: 40\n", "seconds: three\n", '"Cat arch", hold 1, seconds: must be a whole number, but is "three"'),
        ("seconds: 40\n", "seconds: 1\n", '"Cat arch", hold 1, seconds: must be at least 2, but is 1'),
        ("seconds: 40\n", "seconds:\n", '"Cat arch", hold 1, seconds: is empty'),
        ("rounds: 1", "rounds: 40", '"Cat arch", rounds: must be at most 12, but is 40'),
        (
            "place: floor",
            "place: flor",
            "\"Cat arch\", place: must be 'anywhere', 'standing', 'chair', 'firm chair', 'floor' or 'bed'",
        ),
        ("movement: round", "movment: round", '"Cat arch", movement: is missing'),
        ("movement: round", "movement: side", "\"Cat arch\", movement: must be 'twist', 'arch', 'round', 'side bend'"),
        ("load: 2", "lod: 2", '"Cat arch", load: is missing'),
        ("load: 2", "load: 4", '"Cat arch", load: must be at most 3, but is 4'),
        ("load: 2", "load: 0", '"Cat arch", load: must be at least 1, but is 0'),
        (
            "breath: Out to round, in to sink.",
            "breath: 7",
            '"Cat arch", hold 1, breath: must be text, but is 7; put it in quotes',
        ),
        ("breath: Out to round, in to sink.", "breath: [a]", '"Cat arch", hold 1, breath: must be text, but is a list'),
        ("[round, sink]", "flat", '"Cat arch", hold 1, pose: must be a list'),
        ("[round, sink]", "[round, sink, up]", '"Cat arch", hold 1, pose: must have at most 2 of them, but has 3'),
        (
            "- Move with your breath, 5 times each way.",
            "- {a: b}",
            '"Cat arch", hold 1, line 3: must be text, but has fields',
        ),
        ("name: Cat arch", "nmae: Cat arch", "exercise 2, nmae: no such field; did you mean name?"),
        ("name: Cat arch", "nmae: Cat arch", "exercise 2, name: is missing"),
        ("breath: Out to", "breth: Out to", '"Cat arch", hold 1, breth: no such field; did you mean breath?'),
        ("key_caution: Stop", "key_cation: Stop", '"Cat arch", key_caution: is missing'),
        (
            "key_caution: Stop",
            "key_cation: Stop",
            '"Cat arch", key_cation: no such field; did you mean key_caution?',
        ),
        (
            "key_caution: Stop",
            "key_caution: " + "Stop " * 30,
            '"Cat arch", key_caution: must have at most 120 characters, but has',
        ),
        ("skip_if: you", "skp_if: you", '"Cat arch", skip_if: is missing'),
        ("skip_if: you", "skp_if: you", '"Cat arch", skp_if: no such field; did you mean skip_if?'),
        ("skip_if: you", "skip_if: " + "you " * 30, '"Cat arch", skip_if: must have at most 160 characters, but has'),
        ("strength: weak", "strength: strong", "\"Cat arch\", evidence, strength: must be 'none', 'weak' or 'some'"),
        ("strength: weak", "strenght: weak", '"Cat arch", evidence, strenght: no such field; did you mean strength?'),
        ("easier: seated", "esier: seated", '"Cat arch", variants, esier: no such field; did you mean easier?'),
        ("SINAKI]", "SINAKY]", '"Cat arch", not_for: unknown name "SINAKY"; did you mean SINAKI?'),
        (
            "seated-cat-cow",
            "seated-cow",
            '"Cat arch", variants, easier: unknown name "seated-cow"; did you mean seated-cat-cow?',
        ),
        ("seated-cat-cow", "bed-edge-full", '"Cat arch", variants, easier: "bed-edge-full" is an exercise that asks a'),
        ("seated-cat-cow", "cat-arch", '"Cat arch", variants, easier: "cat-arch" is the exercise itself'),
        ("[cat,", "[cat, Butterfly,", '"Butterfly stretch", aliases: "butterfly" already means "Cat arch"'),
        ("[cat,", "[cat, neck,", '"Cat arch", aliases: "neck" already means the area'),
        ("[cat,", "[cat, help,", '"Cat arch", aliases: "help" is already a command'),
        (
            "slug: cat-arch",
            "slug: Cat Arch",
            '"Cat arch", slug: must be lowercase letters with hyphens, but is "Cat Arch"',
        ),
        ("slug: trunk-rotation", "slug: cat-arch", '"Trunk rotation", slug: "cat-arch" already means "Cat arch"'),
        (
            "place: floor",
            "place: floor\n    areas: [lowr]",
            '"Cat arch", areas: unknown name "lowr"; did you mean lower?',
        ),
        (
            "    rounds: 1\n",
            "    rounds: 1\n    rounds: 5\n",
            "line {line}: rounds is there twice; keep one of them",
        ),
        ("title: Lower back\n", "", "exercises/lower.yaml, title: is missing"),
        ("name: Cat arch", "name: Cat: arch", "line {line}: there's one colon too many"),
        ("    name: Cat arch", "   name: Cat arch", "line {line}: the indentation of this list doesn't match"),
        ("    name: Cat arch", "\tname: Cat arch", "line {line}: there's a tab at the beginning"),
        ("name: Cat arch", 'name: "Cat arch', "a quotation mark is never closed"),
        ("name: Cat arch", "name: 'Cat arch", "a quotation mark is wrong"),
        ("name: Cat arch", "name: &cat Cat arch", "line {line}: & and * aren't used here"),
        ("name: Cat arch", "name: !cat arch", "line {line}: a text that begins with ! needs quotes"),
        ("name: Cat arch", "name: " + "[" * 999 + "]" * 999, "line {line}: too many levels of indentation"),
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
    change(folder / "lower.yaml", "seconds: 40\n", "seconds: three\n")
    assert mistakes(folder) == (
        'exercises/lower.yaml, "Cat arch", hold 1, seconds: must be a whole number, but is "three"',
    )


def test_every_mistake_of_every_file_is_in_one_report(folder: Path):
    change(folder / "lower.yaml", "seconds: 10\n", "seconds: 0\n")
    change(folder / "lower.yaml", "rounds: 1\n", "rounds: many\n")
    change(folder / "neck.yaml", "    place: anywhere\n", "")
    change(folder / "sources.yaml", "gave: ", "gve: ")
    report = "\n".join(mistakes(folder))
    for file in ("lower.yaml", "neck.yaml", "sources.yaml"):
        assert f"exercises/{file}" in report


def test_a_hold_may_only_name_pictures_that_are_there(folder: Path):
    pictures = folder / "pictures"
    pictures.mkdir()
    for exercise in LIBRARY.exercises:
        for hold in exercise.holds:
            for name in hold.pose:
                (pictures / f"{exercise.slug}--{name}.png").touch()
    assert load(folder).pictures == pictures
    first, _ = LIBRARY.find("cat-arch").holds[0].pose
    (pictures / f"cat-arch--{first}.png").rename(pictures / f"cat-arch--{first}x.png")
    assert mistakes(folder) == (
        f'exercises/lower.yaml, "Cat arch", hold 1, pose: no picture "{first}"; did you mean {first}x?',
    )


def test_without_pictures_there_are_words(folder: Path):
    assert load(folder).pictures is None


def test_a_file_that_cannot_be_read_does_not_put_others_in_the_wrong(folder: Path):
    (folder / "back.yaml").write_bytes(b"\xff\xfe\x00")
    assert mistakes(folder) == ("exercises/back.yaml: has characters that aren't UTF-8; save it again as UTF-8",)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n"])
def test_an_empty_file_is_called_empty(folder: Path, text: str):
    (folder / "back.yaml").write_text(text)
    assert mistakes(folder) == ("exercises/back.yaml: is empty",)


def test_a_folder_in_the_place_of_a_file_is_told(folder: Path):
    (folder / "back.yaml").unlink()
    (folder / "back.yaml").mkdir()
    assert mistakes(folder) == ("exercises/back.yaml: can't be opened (Is a directory)",)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path):
    assert f"no exercise files in {tmp_path / 'nowhere'}" in "\n".join(mistakes(tmp_path / "nowhere"))


def test_words_that_yaml_takes_for_something_else_stay_words(folder: Path):
    change(folder / "lower.yaml", "[cat,", "[cat, no, 2024-02-30, 12:30,")
    cat = load(folder).find("cat-arch")
    assert cat
    assert {"no", "2024-02-30", "12:30"} <= set(cat.aliases)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "- butterfly-stretch\n",
            "- buterfly-stretch\n",
            '"Back, full", steps: unknown name "buterfly-stretch"',
        ),
        ("    seconds: 30\n", "", '"30 seconds": needs steps, or the seconds for which they'),
        ("seconds: 30\n", "seconds: 5\n", '"30 seconds", seconds: must be at least 30, but is 5'),
        ("[SEED]", "[SEEDS]", '"Back, full", often: unknown name "SEEDS"; did you mean SEED?'),
        ("name: Evening", "nmae: Evening", "routine 7, name: is missing"),
        ("aliases: [before bed,", "aliases: [before bed, neck,", '"Evening", aliases: "neck" already means the area'),
    ],
)
def test_a_mistake_in_a_routine_is_told_by_its_name(folder: Path, old: str, new: str, told: str):
    change(folder / "routines.yaml", old, new)
    assert any(told in mistake for mistake in mistakes(folder))


def test_without_a_file_of_routines_there_are_none(folder: Path):
    (folder / "routines.yaml").unlink()
    used = (folder / "sources.yaml").read_text()
    assert "SEED" in used
    assert load(folder).routines == ()
