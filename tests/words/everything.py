"""All strings that people can meet, by the file that has them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot import content
from bot.core.manifest import read_manifest
from bot.core.settings import EXERCISES
from tests.words import in_exercises, in_page, in_python

ROOT = Path(__file__).parents[2]
UNREAD = ("bot/pictures", "bot/store/migrations", "bot/store/tables", "bot/playground")
"""Code whose strings reach no person, or only whoever develops a bot against the pretend Slack."""


@cache
def everything() -> dict[str, list[str]]:
    """Return each file's strings that people can meet, without files that have none."""
    return dict(_strings_by_file())


def _strings_by_file() -> Iterator[tuple[str, list[str]]]:
    for file in sorted((ROOT / "bot").rglob("*.py")):
        name = str(file.relative_to(ROOT))
        if not name.startswith(UNREAD) and (found := list(dict.fromkeys(in_python.strings(file)))):
            yield name, found
    for file in sorted((ROOT / "bot/playground/page").iterdir()):
        if file.suffix in (".js", ".html") and (found := list(dict.fromkeys(in_page.strings(file)))):
            yield str(file.relative_to(ROOT)), found
    yield "app_manifest.yaml", list(_manifest())
    yield "exercises", [said for said in dict.fromkeys(in_exercises.strings(content.load(EXERCISES))) if said]


def _manifest() -> Iterator[str]:
    """Yield what Slack shows of the app, and of its command while somebody types."""
    manifest = read_manifest()
    yield manifest["display_information"]["description"]
    for command in manifest["features"]["slash_commands"]:
        yield from (command["description"], command["usage_hint"])
