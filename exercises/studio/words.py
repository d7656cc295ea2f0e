"""The pose file's language: sentences such as `right hand: outside of left knee, palm in` as data."""

import re
from dataclasses import dataclass, field

DIRECTIONS = ("forward", "back", "left", "right", "up", "down", "in", "out", "headward", "footward", "front", "behind")
SHAPES = (
    "relaxed",
    "flat",
    "spread",
    "together",
    "cupped",
    "grip",
    "hook",
    "laced",
    "fist",
    "thumb across",
    "thumb out",
)
POSTURES = ("sits", "stands", "on all fours", "kneels", "lies on the back", "lies on the left side",
            "lies on the right side", "lies on the front")  # fmt: skip
SIDED = ("hand", "elbow", "upper arm", "forearm", "thigh", "shin", "foot", "ankle", "knee", "shoulder")
PLURALS = {"hands": "hand", "elbows": "elbow", "upper arms": "upper arm", "forearms": "forearm", "thighs": "thigh",
           "shins": "shin", "feet": "foot", "ankles": "ankle", "knees": "knee", "shoulders": "shoulder"}  # fmt: skip
WHOLE = ("body", "pelvis", "spine", "neck", "eyes", "jaw", "belly")
SPOTS = ("on", "outside of", "inside of", "front of", "back of", "top of", "under", "at")


class Mistake(ValueError):
    """What is wrong in a pose file, in a sentence."""


@dataclass(frozen=True)
class Way:
    """A direction: a base, then so many degrees from it towards others."""

    base: str
    bends: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Spot:
    """A place on the body or the furniture: `outside of left knee`."""

    where: str
    anchor: str


@dataclass
class Line:
    """One sentence about one part, taken apart."""

    part: str
    spot: Spot | None = None
    moves: list[tuple[float, str]] = field(default_factory=list)  # so many centimetres (or degrees) each way
    ways: dict[str, Way] = field(default_factory=dict)  # points, fingers, palm, elbow, knee, toes
    bends: dict[str, float] = field(default_factory=dict)  # flex, twist, bend, tilt, turn, heel, ...
    shape: str | None = None
    posture: str | None = None
    straight: bool = False  # an arm that its contact must stretch


WAYS = ("points", "fingers", "palm", "elbow", "knee", "faces")
# Words of bending: the amount's name and the sign that the word gives it.
BENDS = {"flex": ("flex", 1), "extend": ("flex", -1), "twist left": ("twist", 1), "twist right": ("twist", -1),
         "bend left": ("bend", 1), "bend right": ("bend", -1), "tilt forward": ("flex", 1), "tilt back": ("flex", -1),
         "turn left": ("twist", 1), "turn right": ("twist", -1), "heel up": ("heel", 1), "toes up": ("heel", -1),
         "toes out": ("toes", 1), "toes in": ("toes", -1), "draw back": ("retract", 1), "sink": ("sink", 1),
         "open": ("open", 1), "swell": ("swell", 1),
         "roll left": ("bend", 1), "roll right": ("bend", -1)}  # fmt: skip


def way(words: list[str]) -> Way:
    """`forward 20 up 5 in` as a direction."""
    if not words or words[0] not in DIRECTIONS or len(words) % 2 == 0:
        raise Mistake(
            f"'{' '.join(words)}' is no direction: say one of {', '.join(DIRECTIONS)}, then '20 up' and the like"
        )
    pairs = [(number(n), d) for n, d in zip(words[1::2], words[2::2], strict=True)]
    wrong = [d for _, d in pairs if d not in DIRECTIONS]
    if wrong:
        raise Mistake(f"'{wrong[0]}' is no direction: say one of {', '.join(DIRECTIONS)}")
    return Way(words[0], tuple(pairs))


def number(text: str) -> float:
    """A number of degrees or centimetres."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise Mistake(f"'{text}' stands where a number belongs")
    return float(text)


def clause(line: Line, text: str) -> None:
    """Add what one clause says to its line."""
    words = text.split()
    bend = " ".join(words[:-1])
    if text in SHAPES:
        line.shape = text
    elif text == "arm straight":
        line.straight = True
    elif words[0] in WAYS:
        line.ways[words[0]] = way(words[1:])
    elif len(words) == 2 and words[1] in DIRECTIONS:
        line.moves.append((number(words[0]), words[1]))
    elif bend in BENDS:
        name, sign = BENDS[bend]
        line.bends[name] = line.bends.get(name, 0) + sign * number(words[-1])
    elif line.part == "body" and (found := [p for p in POSTURES if text.startswith(p)]):
        line.posture = max(found, key=len)
        line.spot = Spot(
            "on", text.removeprefix(line.posture).strip().removeprefix("on ").removeprefix("the ") or "floor"
        )
    elif line.part == "eyes" and text in ("open", "closed"):
        line.shape = text
    elif found := [s for s in SPOTS if text.startswith(f"{s} ")]:
        line.spot = Spot(found[0], text.removeprefix(found[0]).strip().removeprefix("the "))
    else:
        raise Mistake(f"'{text}' says nothing that the studio knows about the {line.part}")


def parts(name: str) -> list[str]:
    """The parts that a sentence speaks of: `hands` are both."""
    if name in PLURALS:
        return [f"left {PLURALS[name]}", f"right {PLURALS[name]}"]
    side, _, rest = name.partition(" ")
    if name in WHOLE or (side in ("left", "right") and rest in SIDED):
        return [name]
    raise Mistake(f"'{name}' is no part of the body that a pose can speak of")


def sentence(name: str, text: str) -> list[Line]:
    """One sentence as a line for each part that it speaks of."""
    lines = []
    for part in parts(name):
        side = part.split()[0]
        line = Line(part)
        for said in str(text).split(","):
            same = said.strip().replace("same ", f"{side} ").replace("other ", f"{other(side)} ")
            if not same:
                raise Mistake(f"a comma of '{name}' has nothing behind it")
            clause(line, same)
        lines.append(line)
    return lines


def other(side: str) -> str:
    """The other side."""
    return "right" if side == "left" else "left"


def mirrored(text: str) -> str:
    """A sentence with left and right exchanged."""
    return re.sub(r"\b(left|right)\b", lambda m: other(m[1]), text)
