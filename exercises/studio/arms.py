"""Arms: a hand on something, an elbow against something, or upper arm and forearm that point somewhere."""

from typing import TYPE_CHECKING

import numpy as np

from .geometry import Array, Y, Z, rotation, unit
from .hands import axes, curl, palm_centre, turn_for
from .limbs import STRAIGHT, Chain, chain, point_along, reach, turn_hand
from .places import direction
from .skeleton import SIDES
from .words import Way

if TYPE_CHECKING:
    from .posing import Posing

HANGING = (Way("down", ((10, "out"),)), Way("down", ((14, "forward"),)))
ELBOW = Way("down", ((30, "back"), (35, "out")))


def pose_arm(posing: "Posing", side: str) -> None:
    """One arm; a lifted arm takes its shoulder along, so it is posed twice."""
    limb = chain(posing.person, "arm", side)
    for shrug in (0.0, None):
        set_shoulder(posing, side, limb, shrug)
        posing.follow()
        place_arm(posing, side, limb)
    curl(posing.skeleton, side, posing.line(f"{side} hand").shape or "relaxed")


def set_shoulder(posing: "Posing", side: str, limb: Chain, shrug: float | None) -> None:
    """Turn the collarbone as is said, as the contacts need it, and as the arm's height asks."""
    sign, around = 1 if side == "left" else -1, posing.skeleton.turns["spine01"]
    said = dict.fromkeys(("up", "down", "forward", "back"), 0.0) | {
        d: n for n, d in posing.line(f"{side} shoulder").moves
    }
    more = posing.shrug.get(side, (0.0, 0.0))
    if shrug is None:
        way = around.T @ posing.skeleton.fixed[limb.upper[1]] @ limb.rest[0][:, 0]
        shrug = float(np.clip(0.32 * (np.degrees(np.arcsin(np.clip(way @ Y, -1, 1))) + 15), -6, 28))
    up, ahead = said["up"] - said["down"] + more[0] + shrug, said["forward"] - said["back"] + more[1]
    posing.skeleton.fixed[f"clavicle.{SIDES[side]}"] = around @ rotation(Z, sign * up) @ rotation(Y, -sign * ahead)


def place_arm(posing: "Posing", side: str, limb: Chain) -> None:
    """Point the arm's bones, and turn its hand."""
    hand, elbow = posing.line(f"{side} hand"), posing.line(f"{side} elbow")
    upper, fore = (posing.line(f"{side} {p}").ways.get("points") for p in ("upper arm", "forearm"))
    start = posing.skeleton.heads[limb.upper[0]]
    if elbow.spot:
        at = posing.target(elbow, elbow.spot, side, start)
        posing.gaps[f"{side} elbow"] = float(np.linalg.norm(at - start)) - limb.lengths[0]
        goal = (
            posing.target(hand, hand.spot, side, start) - at
            if hand.spot
            else direction(posing.words, fore or Way("up"), side)
        )
        by_vectors(posing, limb, unit(at - start), unit(goal))
        settle_hand(posing, side, limb)
    elif hand.spot:
        to_palm(posing, side, limb, posing.target(hand, hand.spot, side, start))
    else:
        ways = (upper or fore or HANGING[0], fore or upper or HANGING[1])
        by_vectors(posing, limb, *(direction(posing.words, w, side) for w in ways))
        settle_hand(posing, side, limb)


def by_vectors(posing: "Posing", limb: Chain, upper: Array, lower: Array) -> None:
    """Point both bones."""
    pole = upper - lower
    if np.linalg.norm(pole) < 0.1:
        pole = direction(posing.words, ELBOW, "left" if limb.end.endswith("L") else "right")
    point_along(posing.skeleton, limb, upper, lower, np.cross(pole, upper + lower))


def hand_turn(posing: "Posing", side: str, limb: Chain) -> Array:
    """How the hand is turned: as is said, and for the rest as the forearm has it."""
    ways, forearm = posing.line(f"{side} hand").ways, posing.skeleton.fixed[limb.lower[1]]
    _, rest_palm = axes(posing.person, side)
    fingers = direction(posing.words, ways["fingers"], side) if "fingers" in ways else forearm @ limb.rest[1][:, 0]
    palm = direction(posing.words, ways["palm"], side) if "palm" in ways else forearm @ rest_palm
    if not ways:
        return forearm
    return turn_for(posing.person, side, fingers, palm)


def settle_hand(posing: "Posing", side: str, limb: Chain) -> None:
    """Turn the hand on an arm that is placed."""
    turn_hand(posing.skeleton, limb, hand_turn(posing, side, limb))


def to_palm(posing: "Posing", side: str, limb: Chain, target: Array) -> None:
    """The palm's skin goes to a point; the wrist follows from how the hand is turned."""
    ways = posing.line(f"{side} hand").ways
    pole = direction(posing.words, ways.get("elbow", ELBOW), side)
    start = posing.skeleton.heads[limb.upper[0]]
    reach(posing.skeleton, limb, target, pole)
    for _ in range(4):
        turn = hand_turn(posing, side, limb)
        wrist = target - turn @ palm_centre(posing.person, side)
        reach(posing.skeleton, limb, wrist, pole)
    gap = float(np.linalg.norm(wrist - start)) - sum(limb.lengths) * STRAIGHT
    posing.gaps[f"{side} hand"] = gap if posing.line(f"{side} hand").straight else max(0.0, gap)
    turn_hand(posing.skeleton, limb, hand_turn(posing, side, limb))
