"""A copy of the exercises' folder to spoil, without the pictures, and one exercise to add."""

import shutil
from pathlib import Path

import pytest

STRETCH = """
  - slug: wall-reach
    name: Wall reach
    place: standing
    kit: a wall
    movement: shoulder
    load: 1
    benefit: {says: May ease stiffness in the shoulders.}
    evidence: {strength: none, says: No study.}
    felt: in the shoulders
    start: Stand facing a wall.
    holds:
      - title: Reach up
        lines: [Walk your fingers up the wall., Stop at a light stretch.]
        seconds: 10
        breath: Out as you reach.
        picture: Stand facing a wall and walk the fingers up it as far as is easy.
    finish: Walk your fingers down again.
    key_caution: Stop if a shoulder hurts.
    cautions: [{says: Stop if a shoulder hurts.}]
    skip_if: you've just hurt a shoulder
    not_for: [{says: Skip this if you have just hurt a shoulder.}]
    method: [{says: Ten seconds., sources: [KP]}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exercises = Path(__file__).parent.parent.parent / "exercises"
    return Path(shutil.copytree(exercises, tmp_path / "exercises", ignore=shutil.ignore_patterns("pictures", "studio")))


@pytest.fixture
def stretch() -> str:
    return STRETCH
