"""The props of a pose: chair, mat, bed, pillow, door frame, desk."""

from collections.abc import Callable

from bot.domain.poses import Prop
from bot.pictures.arrows import MARKS_BEHIND, MARKS_IN_FRONT
from bot.pictures.body import InvalidPoseError
from bot.pictures.canvas import Canvas, Polygon, Shape, Tube
from bot.pictures.geometry import Points, angle, lerp, translate, vector
from bot.pictures.palette import CLOTH, FRAME, PILLOW, SHEET, WOOD, Colour, mix


def draw_props_behind(canvas: Canvas, props: tuple[Prop, ...]) -> None:
    """Draw the props behind the person in their listed order; raises InvalidPoseError for an unknown kind."""
    for prop in props:
        if prop.kind not in KNOWN_PROP_KINDS:
            raise InvalidPoseError(
                f"no drawing for a thing called {prop.kind!r}; known are {', '.join(sorted(KNOWN_PROP_KINDS))}"
            )
        for shape in SHAPES_BEHIND[prop.kind](prop.points) if prop.kind in SHAPES_BEHIND else ():
            canvas.draw_shapes([shape], outline=0.3)
        if prop.kind in MARKS_BEHIND:
            MARKS_BEHIND[prop.kind](canvas, prop.points)


def draw_props_in_front(canvas: Canvas, props: tuple[Prop, ...]) -> None:
    """Draw the props and marks in front of the person."""
    for prop in props:
        for shape in SHAPES_IN_FRONT[prop.kind](prop.points) if prop.kind in SHAPES_IN_FRONT else ():
            canvas.draw_shapes([shape], outline=0.3)
        if prop.kind in MARKS_IN_FRONT:
            MARKS_IN_FRONT[prop.kind](canvas, prop.points)


def _bar(width: float, colour: Colour, drop: float = 0.0) -> Callable[[Points], list[Shape]]:
    def bar(points: Points) -> list[Shape]:
        return [Tube(tuple((x, y - drop, width / 2) for x, y in points), colour)]

    return bar


def _leg(points: Points) -> list[Shape]:
    (x, low), (x_top, high) = sorted(points, key=lambda point: point[1])
    return [Tube(((x, low + 1, 1.0), (x_top, high - 1.6, 1.0)), DARK_WOOD)]


def _mat(points: Points) -> list[Shape]:
    if len(points) > 2:
        return [
            Polygon(tuple((x, y - 1.4) for x, y in points), mix(CLOTH, (60, 60, 40), 0.45), 1.5),
            Polygon(points, CLOTH, 1.5),
            Polygon(_inset(points, 2.4), mix(CLOTH, (255, 255, 255), 0.14), 0.8),
        ]
    (left, y), (right, _) = sorted(points)
    return [Tube(((left, y - 1.0, 1.1), (right, y - 1.0, 1.1)), CLOTH)]


def _bed(points: Points) -> list[Shape]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top = max(y for _, y in points)
    legs = [Polygon(_box(x, 0, x + 3, top - 18), mix(WOOD, (60, 40, 30), 0.2)) for x in (left + 3, right - 6)]
    return [
        *legs,
        Polygon(_box(left + 0.5, top - 20, right - 0.5, top - 15), WOOD, 0.5),
        Polygon(_box(left + 1.5, top - 15, right - 1.5, top - 1.5), mix(SHEET, (90, 100, 130), 0.16), 1.5),
        Polygon(_box(left + 1.5, top - 5, right - 1.5, top + 1), SHEET, 1.5),
    ]


def _box(left: float, bottom: float, right: float, top: float) -> Points:
    return (left, bottom), (right, bottom), (right, top), (left, top)


def _pillow(points: Points) -> list[Shape]:
    return [Polygon(points, PILLOW, 0.9)]


def _cushion(points: Points) -> list[Shape]:
    """Return a pillow in top view, dented in its centre by a head."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return [
        Polygon(tuple((x, y - 1.0) for x, y in points), mix(CLOTH, (60, 60, 40), 0.45), 1.8),
        Polygon(points, PILLOW, 1.8),
        Tube(((x, y, 6.6), (x, y, 6.6)), mix(PILLOW, (90, 80, 140), 0.22)),
    ]


def _slippers(points: Points) -> list[Shape]:
    """Return a pair of slippers in top view, from the heels to the toes."""
    heel, toe = points
    sideways = vector(angle(heel, toe) + 90, 2.6)
    pairs = [(translate(heel, sideways, side), translate(toe, sideways, side)) for side in (-1, 1)]
    soles = [Tube(((*back, 1.7), (*front, 2.0)), mix(FRAME, (60, 30, 20), 0.25)) for back, front in pairs]
    straps = [Tube(((*lerp(back, front, 0.6), 1.9), (*front, 2.0)), FRAME) for back, front in pairs]
    return [*soles, *straps]


def _inset(points: Points, margin: float) -> Points:
    """Return the outline with its corners moved inwards by a margin in pose units."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return tuple(translate(point, vector(angle(point, (x, y)), margin * 1.4)) for point in points)


def _door_frame(points: Points) -> list[Shape]:
    return [Tube(tuple((x, y, 1.9) for x, y in points), FRAME)]


DARK_WOOD = mix(WOOD, (60, 40, 30), 0.22)
SHAPES_BEHIND: dict[str, Callable[[Points], list[Shape]]] = {
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
SHAPES_IN_FRONT: dict[str, Callable[[Points], list[Shape]]] = {"near seat": _bar(3.2, WOOD, 1.2)}
KNOWN_PROP_KINDS = frozenset({*SHAPES_BEHIND, *SHAPES_IN_FRONT, *MARKS_BEHIND, *MARKS_IN_FRONT})
