"""Interpolation between two bodies that keeps the length of the limbs."""

from collections.abc import Mapping
from math import cos, pi

from bot.pictures.body import Body
from bot.pictures.geometry import (
    Point,
    angle,
    bend_degrees,
    curve_point,
    distance,
    lerp,
    midpoint,
    normalize_degrees,
    solve_two_bone_ik,
    translate,
    vector,
)

PLANTED_DISTANCE = 3.0
"""A hand or foot that moves by less (in pose units) keeps its place while the rest moves."""
HIGHLIGHT_MIN_CLOSENESS = 0.7
"""How close to either position (0 half way, 1 there) its own highlights must be to be drawn."""
GLIDING_HEAD_MAX_DEGREES = 8.0
"""A head whose crown turns by no more than this is pushed forwards or back, not bowed."""


def ease_in_out(fraction: float) -> float:
    """Return the eased fraction of a movement that starts and ends slowly."""
    return (1 - cos(pi * min(max(fraction, 0), 1))) / 2


def interpolate_body(first: Body, last: Body, fraction: float) -> Body:
    """Return the body at a fraction (0 to 1) of the movement from the first to the last."""
    if fraction in (0, 1):
        return last if fraction else first
    nearer = last if fraction >= 0.5 else first
    limbs = {*first.far_limbs, *last.far_limbs}
    return Body(
        joints=_keep_on_floor(first, last, fraction, _interpolate_joints(first, last, fraction)),
        hips_turn=_lerp_number(first.hips_turn, last.hips_turn, fraction),
        chest_turn=_lerp_number(first.chest_turn, last.chest_turn, fraction),
        head_turn=_lerp_number(first.head_turn, last.head_turn, fraction),
        crown_angle=_lerp_degrees(first.crown_angle, last.crown_angle, fraction),
        nod_angle=_lerp_number(first.nod_angle, last.nod_angle, fraction),
        drawing_order=nearer.drawing_order,
        props=nearer.props,
        stretched=nearer.stretched,
        show_highlights=first.stretched == last.stretched or abs(2 * fraction - 1) > HIGHLIGHT_MIN_CLOSENESS,
        far_limbs={
            limb: _lerp_number(first.far_limbs.get(limb, 0), last.far_limbs.get(limb, 0), fraction) for limb in limbs
        },
    )


def _keep_on_floor(first: Body, last: Body, fraction: float, joints: dict[str, Point]) -> dict[str, Point]:
    """Move a body without a planted foot up or down so that a rolling back stays on the floor."""
    if any(distance(first.joint(foot), last.joint(foot)) < PLANTED_DISTANCE for foot in ("ftR", "ftL")):
        return joints
    target_y = _lerp_number(_lowest_trunk_y(first.joints), _lowest_trunk_y(last.joints), fraction)
    rise = target_y - _lowest_trunk_y(joints)
    return {name: translate(point, (0, rise)) for name, point in joints.items()}


def _lowest_trunk_y(joints: Mapping[str, Point]) -> float:
    """Return the y of the lowest point of the spine."""
    hip, neck = midpoint(joints["hipR"], joints["hipL"]), joints["neck"]
    through = joints.get("spine", midpoint(hip, neck))
    return min(curve_point(hip, through, neck, step / 12)[1] for step in range(13))


def _interpolate_joints(first: Body, last: Body, fraction: float) -> dict[str, Point]:
    joints = _interpolate_trunk(first, last, fraction)
    for side in "RL":
        joints |= _interpolate_limb(first, last, fraction, joints, ("sh" + side, "el" + side, "ha" + side))
        joints |= _interpolate_limb(first, last, fraction, joints, ("hip" + side, "kn" + side, "ft" + side))
        for end, joint in (("tip", "ha"), ("grip", "ha"), ("to", "ft")):
            if end + side in first.joints and end + side in last.joints:
                joints[end + side] = _rotate_bone(first, last, fraction, joints[joint + side], joint + side, end + side)
            elif end != "grip" and (kept := (last if fraction >= 0.5 else first).joints.get(end + side)):
                joints[end + side] = kept
    return joints


def _interpolate_trunk(first: Body, last: Body, fraction: float) -> dict[str, Point]:
    hip = lerp(first.hip_centre, last.hip_centre, fraction)
    neck = _bone_end(hip, (first.hip_centre, first.joint("neck")), (last.hip_centre, last.joint("neck")), fraction)
    joints = {"neck": neck, "head": _interpolate_head(first, last, fraction, neck)}
    directions = (
        angle(first.hip_centre, first.joint("neck")),
        angle(last.hip_centre, last.joint("neck")),
        angle(hip, neck),
    )
    for name in ("hipR", "hipL"):
        joints[name] = translate(
            hip, lerp(_offset(first.hip_centre, first, name), _offset(last.hip_centre, last, name), fraction)
        )
    for name, root, start, end in (
        ("shR", neck, first.joint("neck"), last.joint("neck")),
        ("shL", neck, first.joint("neck"), last.joint("neck")),
        (
            "spine",
            midpoint(hip, neck),
            midpoint(first.hip_centre, first.joint("neck")),
            midpoint(last.hip_centre, last.joint("neck")),
        ),
    ):
        before = _rotate(_offset(start, first, name), directions[2] - directions[0])
        after = _rotate(_offset(end, last, name), directions[2] - directions[1])
        joints[name] = translate(root, lerp(before, after, fraction))
    return joints


def _interpolate_head(first: Body, last: Body, fraction: float, neck: Point) -> Point:
    """Return the head, translated with the neck if it barely turns, else rotated round the neck."""
    if abs(normalize_degrees(last.crown_angle - first.crown_angle)) > GLIDING_HEAD_MAX_DEGREES:
        return _rotate_bone(first, last, fraction, neck, "neck", "head")
    return translate(
        neck, lerp(_offset(first.joint("neck"), first, "head"), _offset(last.joint("neck"), last, "head"), fraction)
    )


def _interpolate_limb(
    first: Body, last: Body, fraction: float, joints: dict[str, Point], names: tuple[str, str, str]
) -> dict[str, Point]:
    root, joint, end = names
    start_pose, end_pose = (tuple(body.joint(name) for name in names) for body in (first, last))
    upper = _lerp_number(distance(start_pose[0], start_pose[1]), distance(end_pose[0], end_pose[1]), fraction)
    lower = _lerp_number(distance(start_pose[1], start_pose[2]), distance(end_pose[1], end_pose[2]), fraction)
    bends = bend_degrees(*start_pose), bend_degrees(*end_pose)
    if distance(start_pose[2], end_pose[2]) < PLANTED_DISTANCE:
        end_point = lerp(start_pose[2], end_pose[2], fraction)
        bend = bends[0] if abs(bends[0]) > abs(bends[1]) else bends[1]
        return {joint: solve_two_bone_ik(joints[root], end_point, upper, lower, -bend), end: end_point}
    direction = _lerp_degrees(angle(start_pose[0], start_pose[1]), angle(end_pose[0], end_pose[1]), fraction)
    joint_point = translate(joints[root], vector(direction, upper))
    return {
        joint: joint_point,
        end: translate(joint_point, vector(direction + _lerp_degrees(bends[0], bends[1], fraction), lower)),
    }


def _rotate_bone(first: Body, last: Body, fraction: float, root: Point, joint: str, end: str) -> Point:
    start_pose, end_pose = ((body.joint(joint), body.joint(end)) for body in (first, last))
    return _bone_end(root, start_pose, end_pose, fraction)


def _bone_end(root: Point, start_pose: tuple[Point, Point], end_pose: tuple[Point, Point], fraction: float) -> Point:
    """Return the end of a bone from `root` whose direction and length lie between two other bones."""
    length = _lerp_number(distance(*start_pose), distance(*end_pose), fraction)
    return translate(root, vector(_lerp_degrees(angle(*start_pose), angle(*end_pose), fraction), length))


def _offset(root: Point, body: Body, name: str) -> Point:
    x, y = body.joints.get(name, root)
    return x - root[0], y - root[1]


def _rotate(step: Point, degrees: float) -> Point:
    return vector(angle((0, 0), step) + degrees, distance((0, 0), step))


def _lerp_number(first: float, last: float, fraction: float) -> float:
    return first + (last - first) * fraction


def _lerp_degrees(first: float, last: float, fraction: float) -> float:
    return first + normalize_degrees(last - first) * fraction
