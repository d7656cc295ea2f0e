"""What the words to be read aloud hold: all that people can meet, and nothing that only developers do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words import in_page, in_python
from tests.words.everything import everything

SPEAKING = '''
"""A module of many words."""

LABEL = "I'm in"
"""What the button says."""


def greeting(name: str, again: bool) -> str:
    """Return what is said to them."""
    logger.info("somebody was greeted", extra={"who": "nobody in particular"})
    return f"Hi {name}, {'good to see you again' if again else 'nice to meet you'}!"
'''
SHOWING = """
// A comment that says why.
el("p", { class: "soft quiet" }, `Hi ${me.name}, welcome`);
el("button", {}, "Send");
"""


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("bot/views/breaks.py", "I'm in"),
        ("bot/views/breaks.py", "Joining is optional."),
        ("bot/views/breaks.py", "Again for everyone at …."),
        ("bot/views/timetable_preview.py", "Turned on."),
        ("bot/cli/main.py", "Limber can't start."),
        ("bot/playground/page/index.html", "Playground"),
        ("bot/playground/page/form.js", "Please fill this in."),
        ("app_manifest.yaml", "Get a stretch, or set up breaks for this channel"),
        ("exercises", "Whole back"),
        ("exercises", "Slide your chin straight back, as if making a double chin."),
        ("exercises", "Skip it if you've just hurt a shoulder, or recently had shoulder surgery."),
    ],
)
def test_what_people_meet_is_in_it(file: str, said: str):
    assert said in everything()[file]


def test_of_python_it_has_what_is_said_and_no_docstring_and_no_log_line(tmp_path: Path):
    assert list(found_in(tmp_path / "speaking.py", SPEAKING)) == [
        "I'm in",
        "Hi …, …!",
        "good to see you again",
        "nice to meet you",
    ]


def test_of_the_page_it_has_what_is_shown_and_no_comment_and_no_class(tmp_path: Path):
    assert list(found_in(tmp_path / "showing.js", SHOWING)) == ["Hi …, welcome", "Send"]


def test_no_docstring_and_no_log_line_of_the_bot_is_in_it():
    said = {line for lines in everything().values() for line in lines}
    assert not said & {"The command `limber`.", "connected; /stretch is ready", "a reminder was not sent"}


def found_in(file: Path, text: str) -> Iterator[str]:
    """Return the strings of a file with this text."""
    file.write_text(text)
    return (in_page if file.suffix == ".js" else in_python).strings(file)
