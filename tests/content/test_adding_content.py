"""Growing the library: one entry in a file, or one file."""

from pathlib import Path

from bot.content import load
from bot.domain.exercises import Exercise
from bot.domain.parsing.command import parse_command


def test_adding_an_exercise_is_one_entry_in_one_file(folder: Path, stretch: str):
    with (folder / "shoulders.yaml").open("a") as file:
        file.write(stretch)
    library = load(folder)
    added = parse_command("wall reach", library)
    assert isinstance(added, Exercise)
    assert added in library.pool("shoulders")


def test_adding_an_area_is_one_file(folder: Path, stretch: str):
    (folder / "nose.yaml").write_text(f"area: nose\ntitle: Nose\nexercises:{stretch}")
    library = load(folder)
    assert library.area("nose")
    assert [exercise.name for exercise in library.pool("nose")] == ["Wall reach"]
