"""Between two poses: each bone turned a share of the way, the joints where these turns put them."""

import numpy as np

from .geometry import Array, rotation, to_quaternion
from .skeleton import Skeleton
from .template import template


def ways(start: Skeleton, end: Skeleton) -> dict[str, Array]:
    """The way from one pose to the other for each bone, as a quaternion that goes round as its parent's does."""
    made: dict[str, Array] = {}
    for bone in template().bones:
        way = to_quaternion(end.turns[bone] @ start.turns[bone].T)
        parent = made.get(template().rig[bone]["parent"])
        made[bone] = -way if parent is not None and way @ parent < 0 else way
    return made


def share_of(way: Array, share: float) -> Array:
    """A share of a way, the long way round where its w is negative."""
    length = float(np.linalg.norm(way[1:]))
    if length < 1e-9:
        return np.eye(3)
    return rotation(way[1:], share * 2 * np.degrees(np.arctan2(length, way[0])))


def between(start: Skeleton, end: Skeleton, share: float) -> Skeleton:
    """The pose a share of the way from one to the other."""
    made = Skeleton(start.person)
    for bone, way in ways(start, end).items():
        made.turns[bone] = share_of(way, share) @ start.turns[bone]
        made.heads[bone] = place(made, bone, (1 - share) * start.heads[bone] + share * end.heads[bone])
    return made


def place(skeleton: Skeleton, bone: str, root: Array) -> Array:
    """Where a bone's joint is: at its parent's end, or for the root where it is said."""
    parent = template().rig[bone]["parent"]
    return skeleton.point(parent, skeleton.person.heads[bone]) if parent else root
