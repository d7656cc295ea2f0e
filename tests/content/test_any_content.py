"""Whatever stands in the folder: it loads, or the refusal names the file."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content import ContentError, load
from bot.domain.exercises import Exercise, Hold

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=8,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def file(stretch: str) -> dict[str, Any]:
    return yaml.safe_load(f"area: knees\ntitle: Knees\nexercises:{stretch}")


def refusal(folder: Path) -> str | None:
    try:
        load(folder)
    except ContentError as error:
        return str(error)
    return None


def loads_or_tells(folder: Path, content: bytes) -> None:
    (folder / "sources.yaml").write_text("KP: {address: an address, gave: a fact}")
    (folder / "knees.yaml").write_bytes(content)
    message = refusal(folder)
    assert message is None or f"{folder.name}/knees.yaml" in message


def names(kind: type) -> list[str]:
    return [field.name for field in fields(kind)]


@quick
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_load_or_are_told(tmp_path: Path, content: bytes):
    loads_or_tells(tmp_path, content)


@quick
@given(st.text("[]{}:-&*!|>'\"%@`,?# \n\tab1~", max_size=80))
def test_any_signs_of_yaml_load_or_are_told(tmp_path: Path, text: str):
    loads_or_tells(tmp_path, f"area: knees\nexercises:\n{text}".encode())


@quick
@given(st.sampled_from(names(Exercise)), anything)
def test_any_value_in_any_field_loads_or_is_told(tmp_path: Path, file: dict[str, Any], name: str, value: object):
    entry = file["exercises"][0] | {name: value}
    loads_or_tells(tmp_path, yaml.dump(file | {"exercises": [entry]}, allow_unicode=True).encode())


@quick
@given(st.sampled_from(names(Hold)), anything)
def test_any_value_in_any_field_of_a_hold_loads_or_is_told(
    tmp_path: Path, file: dict[str, Any], name: str, value: object
):
    hold = file["exercises"][0]["holds"][0] | {name: value}
    entry = file["exercises"][0] | {"holds": [hold]}
    loads_or_tells(tmp_path, yaml.dump(file | {"exercises": [entry]}).encode())


@pytest.mark.parametrize("text", ["[" * 200_000, "a: " * 5_000, "- " * 200_000, "? " * 50_000, '"\\ud800"', "\x00"])
def test_what_breaks_other_readers_is_told(tmp_path: Path, text: str):
    loads_or_tells(tmp_path, text.encode())
    with pytest.raises(ContentError, match=r"knees\.yaml"):
        load(tmp_path)
