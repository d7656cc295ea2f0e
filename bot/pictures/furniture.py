"""The plain things around a person: chair, mat, bed, pillow, door frame, desk."""

from collections.abc import Callable

from bot.domain.poses import Prop
from bot.pictures.arrows import BEFORE, BEHIND
from bot.pictures.body import Undrawable
from bot.pictures.canvas import Area, Canvas, Shape, Tube
from bot.pictures.geometry import Point, along, angle, ray, shifted
from bot.pictures.palette import CLOTH, FRAME, PILLOW, SHEET, WOOD, Colour, mix

Points = tuple[Point, ...]


def draw_props(canvas: Canvas, props: tuple[Prop, ...]) -> None:
    """Draw the things in the order in which they are listed; a kind that is not known is an error."""
    for prop in props:
        if prop.kind not in KNOWN:
            raise Undrawable(f"no drawing for a thing called {prop.kind!r}; known are {', '.join(sorted(KNOWN))}")
        for shape in KINDS[prop.kind](prop.points) if prop.kind in KINDS else ():
            canvas.part([shape], outline=0.3)
        if prop.kind in BEHIND:
            BEHIND[prop.kind](canvas, prop.points)


def draw_over(canvas: Canvas, props: tuple[Prop, ...]) -> None:
    """Draw what lies over the person: the things nearer to the viewer, and the signs."""
    for prop in props:
        for shape in NEAR[prop.kind](prop.points) if prop.kind in NEAR else ():
            canvas.part([shape], outline=0.3)
        if prop.kind in BEFORE:
            BEFORE[prop.kind](canvas, prop.points)


def _bar(width: float, colour: Colour, down: float = 0.0) -> Callable[[Points], list[Shape]]:
    def bar(points: Points) -> list[Shape]:
        return [Tube(tuple((x, y - down, width / 2) for x, y in points), colour)]

    return bar


def _leg(points: Points) -> list[Shape]:
    (x, low), (above, high) = sorted(points, key=lambda point: point[1])
    return [Tube(((x, low + 1, 1.0), (above, high - 1.6, 1.0)), DARK)]


def _mat(points: Points) -> list[Shape]:
    if len(points) > 2:
        return [
            Area(tuple((x, y - 1.4) for x, y in points), mix(CLOTH, (60, 60, 40), 0.45), 1.5),
            Area(points, CLOTH, 1.5),
            Area(_inside(points, 2.4), mix(CLOTH, (255, 255, 255), 0.14), 0.8),
        ]
    (left, y), (right, _) = sorted(points)
    return [Tube(((left, y - 1.0, 1.1), (right, y - 1.0, 1.1)), CLOTH)]


def _bed(points: Points) -> list[Shape]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top = max(y for _, y in points)
    legs = [Area(_box(x, 0, x + 3, top - 18), mix(WOOD, (60, 40, 30), 0.2)) for x in (left + 3, right - 6)]
    return [
        *legs,
        Area(_box(left + 0.5, top - 20, right - 0.5, top - 15), WOOD, 0.5),
        Area(_box(left + 1.5, top - 15, right - 1.5, top - 1.5), mix(SHEET, (90, 100, 130), 0.16), 1.5),
        Area(_box(left + 1.5, top - 5, right - 1.5, top + 1), SHEET, 1.5),
    ]


def _box(left: float, bottom: float, right: float, top: float) -> Points:
    return (left, bottom), (right, bottom), (right, top), (left, top)


def _pillow(points: Points) -> list[Shape]:
    return [Area(points, PILLOW, 0.9)]


def _cushion(points: Points) -> list[Shape]:
    """A pillow seen from above, dented in its middle by a head."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return [
        Area(tuple((x, y - 1.0) for x, y in points), mix(CLOTH, (60, 60, 40), 0.45), 1.8),
        Area(points, PILLOW, 1.8),
        Tube(((x, y, 6.6), (x, y, 6.6)), mix(PILLOW, (90, 80, 140), 0.22)),
    ]


def _slippers(points: Points) -> list[Shape]:
    """A pair of slippers seen from above, between heels and toes."""
    heel, toe = points
    aside = ray(angle(heel, toe) + 90, 2.6)
    pairs = [(shifted(heel, aside, side), shifted(toe, aside, side)) for side in (-1, 1)]
    soles = [Tube(((*back, 1.7), (*front, 2.0)), mix(FRAME, (60, 30, 20), 0.25)) for back, front in pairs]
    caps = [Tube(((*along(back, front, 0.6), 1.9), (*front, 2.0)), FRAME) for back, front in pairs]
    return [*soles, *caps]


def _inside(points: Points, by: float) -> Points:
    """Return a smaller outline, so far inside the corners of this one."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return tuple(shifted(point, ray(angle(point, (x, y)), by * 1.4)) for point in points)


def _door_frame(points: Points) -> list[Shape]:
    return [Tube(tuple((x, y, 1.9) for x, y in points), FRAME)]


DARK = mix(WOOD, (60, 40, 30), 0.22)
KINDS: dict[str, Callable[[Points], list[Shape]]] = {
    "seat": _bar(3.2, WOOD, 1.2),
    "back": _bar(2.8, WOOD),
    "leg": _leg,
    "mat": _mat,
    "bed": _bed,
    "pillow": _pillow,
    "towel": _pillow,
    "cushion": _cushion,
    "slippers": _slippers,
    "door frame": _door_frame,
    "sill": _bar(0.8, mix(FRAME, (255, 255, 255), 0.35)),
    "desk": _bar(2.6, WOOD, 1.2),
    "desk leg": _leg,
}
NEAR: dict[str, Callable[[Points], list[Shape]]] = {"near seat": _bar(3.2, WOOD, 1.2)}
KNOWN = frozenset({*KINDS, *NEAR, *BEHIND, *BEFORE})
