"""A pose file as scenes: who, where, how, and from where it is seen."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from . import face, furniture, glow
from .body import PARTS, group, vertex_parts
from .clothes import wardrobe
from .contacts import solve
from .geometry import Array
from .head import hair
from .mesh import Piece
from .people import everybody, person
from .posing import Posing
from .skeleton import Skeleton, skin
from .words import Line, Mistake, mirrored, sentence

UNDER_HEAD = "pillow under the head"
POSES = Path(__file__).parent / "poses"
KEYS = {
    "person",
    "place",
    "camera",
    "felt",
    "from",
    "pose",
    "mirror",
    "mark",
    "moves",
    "circles",
    "ghost",
    "start",
    "inset",
    "arrows",
    "turns",
    "first",
}
OWN = ("mark", "moves", "circles", "ghost", "start", "inset", "arrows", "turns", "first")
"""What a picture does not take over from the one that it starts from."""
BOTH_WAYS = "both ways"
MIRRORED = ("felt", "place", "mark", "moves", "circles", "arrows", "turns")


@dataclass(frozen=True)
class Said:
    """One picture of a pose file: all that is said about it."""

    slug: str
    name: str
    person: str
    place: list[str]
    camera: dict[str, Any]
    felt: list[str]
    lines: dict[str, Line]
    mark: list[str]
    moves: list[str]
    start: "Said | None"  # what it moves from
    ghost: bool
    inset: dict[str, Any] | None = None  # a second camera
    circles: tuple[str, ...] = ()  # spots with a round arrow about them
    arrows: tuple[str, ...] = ()  # `belly 4 to 16 front`: so many centimetres from a spot
    turns: tuple[str, ...] = ()  # `chest left 30`: an arrow around a spot, so many centimetres from it
    first: "Said | None" = None  # the position that comes before, shown beside
    first_corner: str = ""  # and where, `upper right`; the emptiest corner if nothing is said
    both_ways: bool = False  # whether one goes back to it
    first_wide: float = 0.0  # its panel's width in hundredths of the picture's, if not the usual

    @property
    def file(self) -> str:
        """The picture's name."""
        return f"{self.slug}--{self.name}"


def where_said(path: Path, key: str, within: str = "") -> str:
    """The file and line of a key, after the line of the picture that it is said in."""
    rows = path.read_text().splitlines()
    start = next((k for k, r in enumerate(rows) if within and r.strip().startswith(f"{within}:")), 0)
    row = next((k for k, r in enumerate(rows[start:], start) if r.strip().startswith(f"{key}:")), start)
    return f"{path.name}, line {row + 1}"


def read(path: Path) -> list[Said]:
    """All pictures of one pose file."""
    whole = yaml.safe_load(path.read_text())
    made: dict[str, dict[str, Any]] = {}
    for name, own in whole["pictures"].items():
        made[name] = merged(path, name, own or {}, whole, made)
    out: dict[str, Said] = {}
    for name, entry in made.items():
        out[name] = said(path, name, entry, out)
    return list(out.values())


def merged(path: Path, name: str, own: dict[str, Any], whole: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """What a picture says, on top of what it starts from and of what the file says for all."""
    if wrong := set(own) - KEYS:
        key = sorted(wrong)[0]
        raise Mistake(
            f"{where_said(path, key, name)}: '{key}' is no word of a picture; it has {', '.join(sorted(KEYS))}"
        )
    source = own.get("mirror") or own.get("from")
    if source and source not in made:
        raise Mistake(f"{where_said(path, name)}: '{source}' is not said before '{name}'")
    start = made[source] if source else {k: whole[k] for k in ("person", "place", "camera", "felt") if k in whole}
    out = reflected(start) if own.get("mirror") else dict(start)
    pose = dict(out.get("pose", {}))
    for key, text in (own.get("pose") or {}).items():
        pose[key] = text
    if not own.get("mirror"):
        out = {k: v for k, v in out.items() if k not in OWN}
    return out | {k: v for k, v in own.items() if k not in ("from", "mirror")} | {"pose": pose}


def reflected(entry: dict[str, Any]) -> dict[str, Any]:
    """A picture with left and right exchanged, its camera too."""
    cameras = {k: seen_from_other_side(entry[k]) for k in ("camera", "inset") if k in entry}
    pose = {mirrored(k): mirrored(str(v)) for k, v in entry["pose"].items()}
    lists = {k: [mirrored(w) for w in entry.get(k, [])] for k in MIRRORED}
    return entry | {"pose": pose} | cameras | lists


def seen_from_other_side(camera: dict[str, Any]) -> dict[str, Any]:
    """A camera, mirrored."""
    close = {"close": [c.translate(str.maketrans("LR", "RL")) for c in camera["close"]]} if "close" in camera else {}
    ways = {k: mirrored(str(camera[k])) for k in ("from", "aside", "corner") if k in camera}
    return camera | ways | close


def said(path: Path, name: str, entry: dict[str, Any], others: dict[str, Said]) -> Said:
    """A picture's entry, checked."""
    if entry.get("person") not in everybody():
        raise Mistake(f"{where_said(path, 'person')}: '{entry.get('person')}' is nobody of people.yaml")
    for place in entry["place"]:
        if place.split(" at ")[0] not in furniture.MAKERS and not place.startswith("pillow"):
            raise Mistake(f"{where_said(path, 'place', name)}: there is no '{place}' in the studio's furniture")
    for region in entry.get("felt", []):
        if region not in glow.regions(person(entry["person"])):
            raise Mistake(f"{where_said(path, 'felt', name)}: '{region}' is no region that can glow")
    lines: dict[str, Line] = {}
    for key, text in entry["pose"].items():
        try:
            lines |= {line.part: line for line in sentence(key, text)}
        except Mistake as mistake:
            raise Mistake(f"{where_said(path, key, name)}: {mistake}") from None
    start = others.get(entry.get("ghost") or entry.get("start") or next(iter(others), ""))
    return Said(path.stem, name, entry["person"], entry["place"], entry["camera"], entry.get("felt", []), lines,
                entry.get("mark", []), entry.get("moves", []), start, "ghost" in entry, entry.get("inset"),
                tuple(entry.get("circles", ())), tuple(entry.get("arrows", ())), tuple(entry.get("turns", ())),
                earlier(path, name, entry, others), *first_words(entry))  # fmt: skip


def first_words(entry: dict[str, Any]) -> tuple[str, bool, float]:
    """Of the first position's panel: its corner, whether one goes back, its width: `round, upper right, 46 wide`."""
    words = entry.get("first", "").split(", ")[1:]
    wide = [word for word in words if word.endswith(" wide")]
    corner = next((word for word in words if word != BOTH_WAYS and word not in wide), "")
    return corner, BOTH_WAYS in words, float(wide[0].split()[0]) if wide else 0.0


def earlier(path: Path, name: str, entry: dict[str, Any], others: dict[str, Said]) -> Said | None:
    """The position that is shown beside as the one that comes first."""
    if (first := entry.get("first", "").partition(", ")[0]) and first not in others:
        raise Mistake(f"{where_said(path, 'first', name)}: '{first}' is not said before '{name}'")
    return others[first] if first else None


def things(said: Said) -> list[furniture.Thing]:
    """The furniture; `pillow at 52 high, -70 along, 4 thick, 80 wide, 26 deep` in centimetres."""
    made = []
    for place in said.place:
        if place == UNDER_HEAD:
            continue
        if place.startswith("pillow"):
            numbers = {w: float(n) / 100 for n, w in (c.split() for c in place.partition(" at ")[2].split(", "))}
            made.append(
                furniture.pillow(
                    numbers["high"],
                    numbers["along"],
                    numbers.get("thick", 0.05),
                    numbers.get("left", 0),
                    numbers.get("wide", 0.6) / 2,
                    numbers.get("deep", 0.38) / 2,
                )
            )
        else:
            made.append(furniture.MAKERS[place]())
    return made


@dataclass
class Scene:
    """A posed body among its furniture."""

    said: Said
    skeleton: Skeleton
    body: list[Piece]
    around: list[Piece]
    gaps: dict[str, float] = field(default_factory=dict)
    glowing: float = 1.0  # how far the glow has grown
    words: dict[str, Array] = field(default_factory=dict)

    def paint(self, name: str, rest: Array, colour: Array) -> Array:
        """Face and glow over a stuff's own colour."""
        if name == "skin":
            eyes = self.said.lines.get("eyes")
            colour = glow.tint(self.skeleton.person, self.said.felt, rest, colour, self.glowing)
            closed = bool(eyes and eyes.shape == "closed")
            return face.paint(self.skeleton.person, rest, colour, closed, "jaw" in self.said.lines)
        if name in ("hair", "furniture"):
            return colour
        return glow.tint(self.skeleton.person, self.said.felt, rest, colour, self.glowing)


def dressed(skeleton: Skeleton) -> list[Piece]:
    """The body in its clothes."""
    return wardrobe(skeleton, skin(skeleton)) + hair(skeleton)


def pillow_under(posed: Array, surface: float) -> furniture.Thing:
    """A pillow between the head and what it lies on."""
    head = posed[group("body")][vertex_parts()[group("body")] == PARTS.index("head")]
    low, at = float(head[:, 1].min()), head.mean(axis=0)
    thick = max((low + 0.025 - surface) / 2, 0.03)
    return furniture.pillow(surface, at[2], thick / 1.3, at[0], 0.26)


def build(said: Said) -> Scene:
    """Pose the body and dress it."""
    around = things(said)
    heights = {"floor": 0.0} | {k: v for t in around for k, v in t.heights.items()}
    points = {k: v for t in around for k, v in t.points.items()}
    posing = Posing(person(said.person), said.lines, heights, points)
    skeleton = solve(posing)
    if UNDER_HEAD in said.place:
        around.append(pillow_under(skin(skeleton), posing.surface()))
    pieces = [p for t in around for p in t.pieces]
    return Scene(said, skeleton, dressed(skeleton), pieces, dict(posing.gaps), words=posing.words)
