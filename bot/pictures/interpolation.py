"""Between two bodies: every joint on its way, no limb longer or shorter than it may be."""

from collections.abc import Mapping
from math import cos, pi

from bot.pictures.body import Body
from bot.pictures.geometry import Point, along, angle, apex, bend_of, curve, distance, middle, ray, shifted, wrapped

PLANTED = 3.0
"""A hand or foot that is nearly where it was (in units) stays on the spot while the rest moves."""
MARKED = 0.7
"""From where on the way is between a mark of one position and none, or that of the other."""
GLIDING = 8.0
"""A head whose crown turns by no more degrees than this is pushed, not bowed."""


def eased(share: float) -> float:
    """Return the share of a movement that starts and ends gently."""
    return (1 - cos(pi * min(max(share, 0), 1))) / 2


def between(first: Body, last: Body, share: float) -> Body:
    """Return the body at this share (0 to 1) of the way from one to the other."""
    if share in (0, 1):
        return last if share else first
    nearer = last if share >= 0.5 else first
    limbs = {*first.far, *last.far}
    return Body(
        joints=_grounded(first, last, share, _joints(first, last, share)),
        hips=_mixed(first.hips, last.hips, share),
        chest=_mixed(first.chest, last.chest, share),
        head=_mixed(first.head, last.head, share),
        crown=_turned(first.crown, last.crown, share),
        nod=_mixed(first.nod, last.nod, share),
        order=nearer.order,
        props=nearer.props,
        stretched=nearer.stretched,
        glow=first.stretched == last.stretched or abs(2 * share - 1) > MARKED,
        far={limb: _mixed(first.far.get(limb, 0), last.far.get(limb, 0), share) for limb in limbs},
    )


def _grounded(first: Body, last: Body, share: float, joints: dict[str, Point]) -> dict[str, Point]:
    """Let a back that rolls over the floor neither hover nor sink; who has a foot on the floor does not roll."""
    if any(distance(first.joint(foot), last.joint(foot)) < PLANTED for foot in ("ftR", "ftL")):
        return joints
    wanted = _mixed(_lowest(first.joints), _lowest(last.joints), share)
    rise = wanted - _lowest(joints)
    return {name: shifted(spot, (0, rise)) for name, spot in joints.items()}


def _lowest(joints: Mapping[str, Point]) -> float:
    """Return how low the middle of the trunk comes."""
    hip, neck = middle(joints["hipR"], joints["hipL"]), joints["neck"]
    through = joints.get("spine", middle(hip, neck))
    return min(curve(hip, through, neck, step / 12)[1] for step in range(13))


def _joints(first: Body, last: Body, share: float) -> dict[str, Point]:
    joints = _trunk(first, last, share)
    for side in "RL":
        joints |= _limb(first, last, share, joints, ("sh" + side, "el" + side, "ha" + side))
        joints |= _limb(first, last, share, joints, ("hip" + side, "kn" + side, "ft" + side))
        for end, joint in (("tip", "ha"), ("grip", "ha"), ("to", "ft")):
            if end + side in first.joints and end + side in last.joints:
                joints[end + side] = _swung(first, last, share, joints[joint + side], joint + side, end + side)
            elif end != "grip" and (kept := (last if share >= 0.5 else first).joints.get(end + side)):
                joints[end + side] = kept
    return joints


def _trunk(first: Body, last: Body, share: float) -> dict[str, Point]:
    hip = along(first.hip, last.hip, share)
    neck = _step(hip, (first.hip, first.joint("neck")), (last.hip, last.joint("neck")), share)
    joints = {"neck": neck, "head": _head(first, last, share, neck)}
    ways = angle(first.hip, first.joint("neck")), angle(last.hip, last.joint("neck")), angle(hip, neck)
    for name in ("hipR", "hipL"):
        joints[name] = shifted(hip, along(_from(first.hip, first, name), _from(last.hip, last, name), share))
    for name, root, start, end in (
        ("shR", neck, first.joint("neck"), last.joint("neck")),
        ("shL", neck, first.joint("neck"), last.joint("neck")),
        ("spine", middle(hip, neck), middle(first.hip, first.joint("neck")), middle(last.hip, last.joint("neck"))),
    ):
        before = _rotated(_from(start, first, name), ways[2] - ways[0])
        after = _rotated(_from(end, last, name), ways[2] - ways[1])
        joints[name] = shifted(root, along(before, after, share))
    return joints


def _head(first: Body, last: Body, share: float, neck: Point) -> Point:
    """Return where the head is: it glides where it does not turn over, and swings round the neck where it does."""
    if abs(wrapped(last.crown - first.crown)) > GLIDING:
        return _swung(first, last, share, neck, "neck", "head")
    return shifted(
        neck, along(_from(first.joint("neck"), first, "head"), _from(last.joint("neck"), last, "head"), share)
    )


def _limb(
    first: Body, last: Body, share: float, joints: dict[str, Point], names: tuple[str, str, str]
) -> dict[str, Point]:
    root, joint, end = names
    one, two = (tuple(body.joint(name) for name in names) for body in (first, last))
    upper = _mixed(distance(one[0], one[1]), distance(two[0], two[1]), share)
    lower = _mixed(distance(one[1], one[2]), distance(two[1], two[2]), share)
    bends = bend_of(*one), bend_of(*two)
    if distance(one[2], two[2]) < PLANTED:
        there = along(one[2], two[2], share)
        bend = bends[0] if abs(bends[0]) > abs(bends[1]) else bends[1]
        return {joint: apex(joints[root], there, upper, lower, -bend), end: there}
    towards = _turned(angle(one[0], one[1]), angle(two[0], two[1]), share)
    middle_ = shifted(joints[root], ray(towards, upper))
    return {joint: middle_, end: shifted(middle_, ray(towards + _turned(bends[0], bends[1], share), lower))}


def _swung(first: Body, last: Body, share: float, root: Point, joint: str, end: str) -> Point:
    one, two = ((body.joint(joint), body.joint(end)) for body in (first, last))
    return _step(root, one, two, share)


def _step(root: Point, one: tuple[Point, Point], two: tuple[Point, Point], share: float) -> Point:
    """Return where a bone ends that starts at the root and is between two others in direction and length."""
    length = _mixed(distance(*one), distance(*two), share)
    return shifted(root, ray(_turned(angle(*one), angle(*two), share), length))


def _from(root: Point, body: Body, name: str) -> Point:
    x, y = body.joints.get(name, root)
    return x - root[0], y - root[1]


def _rotated(step: Point, degrees: float) -> Point:
    return ray(angle((0, 0), step) + degrees, distance((0, 0), step))


def _mixed(first: float, last: float, share: float) -> float:
    return first + (last - first) * share


def _turned(first: float, last: float, share: float) -> float:
    return first + wrapped(last - first) * share
