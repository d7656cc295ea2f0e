"""What the pages beside the code say about it is true."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import __version__
from bot.core.settings import ROOT
from bot.services.breaks.sender import OUTCOME_LINES
from bot.store.tables import metadata

PAGES = (
    "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
    "docs/operating.md", "docs/privacy.md", "docs/marketplace.md",
)  # fmt: skip
SENTENCE = (
    "Slack's events enter through `app`, are answered by `services`, which follow the rules of `domain`, "
    "remember in `store`, and speak through `views` and `slack`."
)
NO_MIRROR = {"words", "support", "bench", "screenshots", "chaos"}


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def folders(place: Path, deep: bool = False) -> set[str]:
    """The folders that hold Python files, by their paths below this one."""
    files = place.rglob("*.py") if deep else place.glob("*/*.py")
    return {file.parent.relative_to(place).as_posix() for file in files} - {"."}


def test_the_readme_and_the_architecture_page_begin_with_the_same_sentence() -> None:
    assert SENTENCE in " ".join(page("README.md").split())
    assert " ".join(page("ARCHITECTURE.md").split()).startswith(f"# Architecture {SENTENCE}")


def test_the_readmes_map_names_every_folder_of_the_bot_and_no_other() -> None:
    [drawn] = re.findall(r"^```\n(app_manifest.*?)^```", page("README.md"), re.MULTILINE | re.DOTALL)
    named = re.findall(r"^  (\w+)/ ", drawn.partition("\nbot/\n")[2], re.MULTILINE)
    assert sorted(named) == sorted(folders(ROOT / "bot"))
    assert [top for top in re.findall(r"^(\S+)", drawn, re.MULTILINE) if not (ROOT / top).exists()] == []


def test_the_architecture_page_names_every_folder_of_the_bot_and_no_other() -> None:
    named = re.findall(r"^\| `(\w+)` \|", page("ARCHITECTURE.md"), re.MULTILINE)
    assert sorted(named) == sorted(folders(ROOT / "bot"))


def test_every_folder_of_tests_mirrors_one_of_the_bot() -> None:
    mirrors = {folder for folder in folders(ROOT / "tests", deep=True) if folder.partition("/")[0] not in NO_MIRROR}
    assert [folder for folder in sorted(mirrors) if not (ROOT / "bot" / folder).is_dir()] == []


@pytest.mark.parametrize("name", PAGES)
def test_files_and_make_targets_that_a_page_names_exist(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    folder, links = (ROOT / name).parent, re.findall(r"\]\((?!http)([^)#]+)[)#]", page(name))
    assert [link for link in links if not (folder / link).exists()] == []
    assert set(re.findall(r"`make ([a-z]+)", page(name))) <= targets


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_modules_and_folders_that_a_page_names_exist(name: str) -> None:
    files = [f"/{file.relative_to(ROOT).as_posix()}" for top in ("bot", "tests") for file in (ROOT / top).rglob("*.py")]
    named = re.findall(r"`([\w/]+\.py)`", page(name))
    places = re.findall(r"`((?:bot|tests|exercises)/[\w/.]+)`", page(name))
    assert [module for module in named if not any(file.endswith(f"/{module}") for file in files)] == []
    assert [place for place in places if not (ROOT / place).exists()] == []
    assert len(named) > 4


def logged() -> Iterator[str]:
    """What the bot logs as a warning or an error, without what differs from line to line at its beginning."""
    for file in (ROOT / "bot").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name("logger"), attr="warning" | "error" | "exception"),
                    args=[ast.Constant(value=line)] | [ast.JoinedStr(values=[_, ast.Constant(value=line)])],
                ):
                    yield line.strip().replace("`", "")


def test_the_page_for_operators_says_what_to_do_about_each_line_of_the_log() -> None:
    table = page("docs/operating.md").partition("## The log")[2].partition("\n## ")[0]
    explained = {line.removeprefix("… ") for line in re.findall(r"`([^`]+)`", table)}
    lines = {*logged(), *OUTCOME_LINES.values()} - {OUTCOME_LINES["waiting"]}
    assert sorted(lines - explained) == []
    assert len(lines) > 30


def test_the_changelog_has_what_comes_and_the_version_of_today() -> None:
    versions = re.findall(r"^## \[([^]]+)\]", page("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == "Unreleased"
    assert __version__ in versions


def test_constraints_are_exact_versions_and_nothing_else() -> None:
    first, *lines = page("constraints.txt").splitlines()
    assert first.startswith("# ")
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", line)] == []


def test_every_dependency_has_an_upper_bound_and_an_exact_version() -> None:
    project = page("pyproject.toml")
    wanted = re.findall(r'^ +"([\w-]+)(?:\[\w+\])?(>=[^"]+)"', project, re.MULTILINE)
    exact = {
        re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", page("constraints.txt"), re.M)
    }
    assert [name for name, bounds in wanted if ",<" not in bounds] == []
    assert {re.sub(r"[-_.]+", "-", name).lower() for name, _ in wanted} <= exact
    assert len(wanted) > 30


def test_the_privacy_page_explains_every_column_that_is_stored_and_no_other() -> None:
    explained: dict[str, set[str]] = {}
    for table, columns in re.findall(r"`(\w+)`: ([a-z_, ]+[a-z])", page("docs/privacy.md")):
        explained.setdefault(table, set()).update(columns.split(", "))
    assert explained == {table.name: set(table.columns.keys()) for table in metadata.sorted_tables}
