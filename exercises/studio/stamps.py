"""Stamps: what each picture was made of, so that only what is missing or changed is drawn."""

import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from .people import everybody
from .scene import Said

HERE = Path(__file__).parent
IMPORT = re.compile(r"^ *from \.(\w*) import (.+)$", re.MULTILINE)


def imported(name: str) -> set[str]:
    """The studio's modules that a module imports."""
    found = IMPORT.findall((HERE / f"{name}.py").read_text())
    names = {m for source, words in found for m in ([source] if source else re.findall(r"\w+", words))}
    return {n for n in names if (HERE / f"{n}.py").exists()}


def closure(name: str) -> set[str]:
    """A module and all that it is made of."""
    seen, ahead = set[str](), {name}
    while ahead:
        seen |= ahead
        ahead = set().union(*(imported(n) for n in ahead)) - seen
    return seen


@cache
def code(*names: str) -> bytes:
    """The text of all that these modules are made of, and the versions that they run with."""
    every = sorted(set().union(*(closure(n) for n in names)))
    return b"".join(p.read_bytes() for p in [*(HERE / f"{n}.py" for n in every), HERE / "requirements.txt"])


def own(said: Said) -> Said:
    """The picture without a start that it does not show."""
    return said if said.moves or said.ghost else replace(said, start=None)


def stamp(modules: tuple[str, ...], *pictures: Said) -> str:
    """A fingerprint of the code, of what is said in the pose file, and of the people."""
    looks = [everybody()[said.person] for said in pictures]
    said = repr([own(said) for said in pictures]) + repr(looks)
    return hashlib.sha256(code(*modules) + said.encode()).hexdigest()[:16]


class Stamps:
    """The file of all stamps."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / ".stamps.json"
        self.known: dict[str, str] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def fresh(self, name: str, mark: str) -> bool:
        """Whether the picture is there as it would be drawn."""
        return (self.folder / f"{name}.png").exists() and self.known.get(name) == mark

    def note(self, name: str, mark: str) -> None:
        """Remember a picture that was drawn."""
        self.known[name] = mark
        self.write()

    def keep_only(self, names: set[str]) -> list[str]:
        """Remove the pictures, and the stamps, of all other names; which pictures these were."""
        gone = [p for p in sorted(self.folder.glob("*.png")) if p.stem not in names]
        for path in gone:
            path.unlink()
        self.known = {n: m for n, m in self.known.items() if n in names}
        self.write()
        return [p.stem for p in gone]

    def write(self) -> None:
        """Write the file whole, or not at all."""
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(self.known, indent=1, sort_keys=True) + "\n")
        new.replace(self.path)
