"""Arms and legs, darker on the far side of the body."""

from bot.pictures.body import Body
from bot.pictures.canvas import Canvas, Shape, Tube
from bot.pictures.geometry import Point, angle, bend_degrees, distance, lerp, translate, vector
from bot.pictures.palette import SHIRT, SKIN, TROUSERS, Colour, far_tone, mix

HIDDEN_LIMB_OFFSET: Point = (1.5, 0.8)
"""Offset in pose units of a limb that the near one would hide."""
HIDING_DISTANCE = 2.0
"""Joints nearer than this (in pose units) hide each other."""
FOLDED_DEGREES = 115.0
"""An elbow or knee bent further than this has its lower part in front of the upper."""
FORESHORTENED_LENGTH = 14.0
"""A thigh shorter than this (in pose units) points at the viewer, knee first."""


def draw_arm(canvas: Canvas, body: Body, side: str) -> None:
    """Draw the sleeve, forearm and hand of a side."""
    shoulder, elbow, hand = (_drawn_joint(body, name, side, "arm") for name in ("sh", "el", "ha"))
    skin, shirt = _limb_tones(body, "arm" + side, SKIN, SHIRT)
    hem = lerp(shoulder, elbow, 0.66)
    upper = Tube(((*lerp(shoulder, elbow, 0.4), 2.2), (*elbow, 2.05)), skin)
    forearm: list[Shape] = [
        Tube(((*elbow, 2.05), (*lerp(elbow, hand, 0.3), 2.05), (*lerp(elbow, hand, 0.82), 1.5)), skin),
        *_hand_shapes(body, elbow, hand, side, skin),
    ]
    canvas.draw_shapes([upper, *forearm])
    sleeve = [Tube(((*shoulder, 2.8), (*lerp(shoulder, elbow, 0.3), 2.75), (*hem, 2.6)), shirt)]
    canvas.draw_shapes(sleeve, outline=0.55)
    if "arm" + side not in body.far_limbs and abs(body.chest_turn) < 60:
        canvas.draw_shapes([_shoulder_patch(shoulder, body.shoulder_centre, shirt)], outline=0)
    if abs(bend_degrees(shoulder, elbow, hand)) > FOLDED_DEGREES:
        canvas.draw_shapes(forearm)


def draw_gripping_fingers(canvas: Canvas, body: Body) -> None:
    """Draw the fingers of hands that grip something, from the hand to its joint `grip`."""
    for side in "RL":
        if end := body.joints.get("grip" + side):
            palm = body.joint("ha" + side)
            across = vector(angle(palm, end) + 90, 1.2)
            [skin] = _limb_tones(body, "arm" + side, SKIN)
            for offset in (1.5, 0.5, -0.5, -1.5):
                finger = (*translate(palm, across, offset), 0.72), (*translate(end, across, offset), 0.68)
                canvas.draw_shapes([Tube(finger, skin)], outline=0.3)


def draw_leg(canvas: Canvas, body: Body, side: str) -> None:
    """Draw the foot and trouser leg of a side."""
    hip, knee, ankle = (_drawn_joint(body, name, side, "leg") for name in ("hip", "kn", "ft"))
    skin, cloth = _limb_tones(body, "leg" + side, SKIN, TROUSERS)
    canvas.draw_shapes(_foot_shapes(body, knee, ankle, side, skin))
    thigh = Tube(((*hip, 4.6), (*lerp(hip, knee, 0.4), 4.1), (*knee, 3.25)), cloth)
    shin = Tube(((*knee, 3.2), (*lerp(knee, ankle, 0.3), 3.0), (*lerp(knee, ankle, 0.9), 2.2)), cloth)
    canvas.draw_shapes([thigh, shin])
    if abs(bend_degrees(hip, knee, ankle)) > FOLDED_DEGREES:
        canvas.draw_shapes([shin])
    elif distance(hip, knee) < FORESHORTENED_LENGTH:
        canvas.draw_shapes([thigh])


def _shoulder_patch(shoulder: Point, chest_centre: Point, shirt: Colour) -> Shape:
    """Return the shape that covers the outline between sleeve and shirt."""
    return Tube(((*lerp(shoulder, chest_centre, 0.08), 2.2), (*lerp(shoulder, chest_centre, 0.4), 2.2)), shirt)


def _drawn_joint(body: Body, name: str, side: str, limb: str) -> Point:
    """Return the point where a joint is drawn, offset if the near one would hide it."""
    point = body.joint(name + side)
    other = body.joint(name + {"R": "L", "L": "R"}[side])
    hidden = max(1 - distance(point, other) / HIDING_DISTANCE, 0)
    offset = (HIDDEN_LIMB_OFFSET[0] if body.chest_turn >= 0 else -HIDDEN_LIMB_OFFSET[0], HIDDEN_LIMB_OFFSET[1])
    return translate(point, offset, body.far_limbs.get(limb + side, 0) * hidden)


def _limb_tones(body: Body, limb: str, *colours: Colour) -> list[Colour]:
    return [mix(colour, far_tone(colour), body.far_limbs.get(limb, 0)) for colour in colours]


def _hand_shapes(body: Body, elbow: Point, hand: Point, side: str, skin: Colour) -> list[Shape]:
    if tip := body.joints.get("tip" + side):
        return [Tube(((*lerp(elbow, hand, 0.82), 1.5), (*hand, 1.7)), skin), Tube(((*hand, 1.7), (*tip, 1.1)), skin)]
    direction = angle(elbow, hand)
    inwards = (body.chest_turn > 0) if abs(body.chest_turn) > 45 else side == "L"
    thumb = translate(lerp(elbow, hand, 0.95), vector(direction + (70 if inwards else -70)), 1.3)
    return [
        Tube(((*lerp(elbow, hand, 0.82), 1.5), (*lerp(elbow, hand, 0.98), 1.85)), skin),
        Tube(((*lerp(elbow, hand, 0.98), 1.85), (*translate(hand, vector(direction), 1.4), 1.2)), skin),
        Tube(((*lerp(elbow, hand, 0.88), 1.2), (*thumb, 0.75)), skin),
    ]


def _foot_shapes(body: Body, knee: Point, ankle: Point, side: str, skin: Colour) -> list[Shape]:
    if (toe := body.joints.get("to" + side)) is None:
        down, outwards = vector(angle(knee, ankle)), -0.7 if side == "R" else 0.7
        ball = translate(translate(ankle, down, 0.9), (down[1] * -outwards, down[0] * outwards))
        wide = (ball[0] - 0.9, ball[1]), (ball[0] + 0.9, ball[1])
        return [Tube(((*ankle, 1.9), (*ball, 2.0)), skin), Tube(tuple((*end, 1.75) for end in wide), skin)]
    joint = body.joint("ft" + side)
    toe = translate(toe, (ankle[0] - joint[0], ankle[1] - joint[1]))
    heel = translate(ankle, vector(angle(toe, ankle)), 0.9)
    return [
        Tube(((*lerp(knee, ankle, 0.8), 1.7), (*ankle, 1.9)), skin),
        Tube(((*heel, 1.9), (*lerp(heel, toe, 0.7), 1.6), (*toe, 1.1)), skin),
    ]
