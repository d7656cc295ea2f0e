"""Arms and legs: tapered, rounded, the far ones darker."""

from bot.pictures.body import Body
from bot.pictures.canvas import Canvas, Shape, Tube
from bot.pictures.geometry import Point, along, angle, bend_of, distance, ray, shifted
from bot.pictures.palette import SHIRT, SKIN, TROUSERS, Colour, far, mix

ASIDE: Point = (1.5, 0.8)
"""How far a limb that the near one would hide is drawn to the side."""
HIDDEN = 2.0
"""Two joints nearer than this hide one another."""
FOLDED = 115.0
"""An elbow or a knee bent further than this has the lower part in front of the upper."""
FORESHORTENED = 14.0
"""A thigh that looks shorter than this points at the viewer, knee first."""


def draw_arm(canvas: Canvas, body: Body, side: str) -> None:
    """Draw sleeve, forearm and hand."""
    shoulder, elbow, hand = (_seen(body, name, side, "arm") for name in ("sh", "el", "ha"))
    skin, shirt = _tones(body, "arm" + side, SKIN, SHIRT)
    hem = along(shoulder, elbow, 0.66)
    upper = Tube(((*along(shoulder, elbow, 0.4), 2.2), (*elbow, 2.05)), skin)
    forearm: list[Shape] = [
        Tube(((*elbow, 2.05), (*along(elbow, hand, 0.3), 2.05), (*along(elbow, hand, 0.82), 1.5)), skin),
        *_hand(body, elbow, hand, side, skin),
    ]
    canvas.part([upper, *forearm])
    sleeve = [Tube(((*shoulder, 2.8), (*along(shoulder, elbow, 0.3), 2.75), (*hem, 2.6)), shirt)]
    canvas.part(sleeve, outline=0.55)
    if "arm" + side not in body.far and abs(body.chest) < 60:
        canvas.part([_seamless(shoulder, body.chest_top, shirt)], outline=0)
    if abs(bend_of(shoulder, elbow, hand)) > FOLDED:
        canvas.part(forearm)


def draw_grips(canvas: Canvas, body: Body) -> None:
    """Draw the fingers that a hand lays round something near, from its joint `grip`, over everything else."""
    for side in "RL":
        if end := body.joints.get("grip" + side):
            palm = body.joint("ha" + side)
            across = ray(angle(palm, end) + 90, 1.2)
            [skin] = _tones(body, "arm" + side, SKIN)
            for place in (1.5, 0.5, -0.5, -1.5):
                finger = (*shifted(palm, across, place), 0.72), (*shifted(end, across, place), 0.68)
                canvas.part([Tube(finger, skin)], outline=0.3)


def draw_leg(canvas: Canvas, body: Body, side: str) -> None:
    """Draw foot and trouser leg."""
    hip, knee, ankle = (_seen(body, name, side, "leg") for name in ("hip", "kn", "ft"))
    skin, cloth = _tones(body, "leg" + side, SKIN, TROUSERS)
    canvas.part(_foot(body, knee, ankle, side, skin))
    thigh = Tube(((*hip, 4.6), (*along(hip, knee, 0.4), 4.1), (*knee, 3.25)), cloth)
    shin = Tube(((*knee, 3.2), (*along(knee, ankle, 0.3), 3.0), (*along(knee, ankle, 0.9), 2.2)), cloth)
    canvas.part([thigh, shin])
    if abs(bend_of(hip, knee, ankle)) > FOLDED:
        canvas.part([shin])
    elif distance(hip, knee) < FORESHORTENED:
        canvas.part([thigh])


def _seamless(shoulder: Point, middle: Point, shirt: Colour) -> Shape:
    """Return what joins sleeve and shirt without a line between them."""
    return Tube(((*along(shoulder, middle, 0.08), 2.2), (*along(shoulder, middle, 0.4), 2.2)), shirt)


def _seen(body: Body, name: str, side: str, limb: str) -> Point:
    """Return where a joint is drawn: beside the near one if that would hide it."""
    here = body.joint(name + side)
    other = body.joint(name + {"R": "L", "L": "R"}[side])
    hidden = max(1 - distance(here, other) / HIDDEN, 0)
    aside = (ASIDE[0] if body.chest >= 0 else -ASIDE[0], ASIDE[1])
    return shifted(here, aside, body.far.get(limb + side, 0) * hidden)


def _tones(body: Body, limb: str, *colours: Colour) -> list[Colour]:
    return [mix(colour, far(colour), body.far.get(limb, 0)) for colour in colours]


def _hand(body: Body, elbow: Point, hand: Point, side: str, skin: Colour) -> list[Shape]:
    if tip := body.joints.get("tip" + side):
        return [Tube(((*along(elbow, hand, 0.82), 1.5), (*hand, 1.7)), skin), Tube(((*hand, 1.7), (*tip, 1.1)), skin)]
    towards = angle(elbow, hand)
    inwards = (body.chest > 0) if abs(body.chest) > 45 else side == "L"
    thumb = shifted(along(elbow, hand, 0.95), ray(towards + (70 if inwards else -70)), 1.3)
    return [
        Tube(((*along(elbow, hand, 0.82), 1.5), (*along(elbow, hand, 0.98), 1.85)), skin),
        Tube(((*along(elbow, hand, 0.98), 1.85), (*shifted(hand, ray(towards), 1.4), 1.2)), skin),
        Tube(((*along(elbow, hand, 0.88), 1.2), (*thumb, 0.75)), skin),
    ]


def _foot(body: Body, knee: Point, ankle: Point, side: str, skin: Colour) -> list[Shape]:
    if (toe := body.joints.get("to" + side)) is None:
        down, out = ray(angle(knee, ankle)), -0.7 if side == "R" else 0.7
        ball = shifted(shifted(ankle, down, 0.9), (down[1] * -out, down[0] * out))
        wide = (ball[0] - 0.9, ball[1]), (ball[0] + 0.9, ball[1])
        return [Tube(((*ankle, 1.9), (*ball, 2.0)), skin), Tube(tuple((*end, 1.75) for end in wide), skin)]
    real = body.joint("ft" + side)
    toe = shifted(toe, (ankle[0] - real[0], ankle[1] - real[1]))
    heel = shifted(ankle, ray(angle(toe, ankle)), 0.9)
    return [
        Tube(((*along(knee, ankle, 0.8), 1.7), (*ankle, 1.9)), skin),
        Tube(((*heel, 1.9), (*along(heel, toe, 0.7), 1.6), (*toe, 1.1)), skin),
    ]
