"""The other side of a position."""

from bot.domain.poses import Pose, Prop, mirrored, other_side

POSE = Pose(
    view="front",
    face="+x",
    joints={"head": (53, 60), "shR": (46, 47), "shL": (58, 50)},
    props=(Prop("seat", ((34, 22), (70, 22))),),
    stretched=("sideR", "chest"),
    order=("armL", "torso", "armR"),
    turn={"chest": 40, "nod": 10},
    crown=80,
    short=("legL",),
)


def test_right_and_left_change_places_in_the_other_side() -> None:
    turned = mirrored(POSE)
    assert turned.joints == {"head": (47, 60), "shL": (54, 47), "shR": (42, 50)}
    assert turned.order == ("armR", "torso", "armL")
    assert turned.stretched == ("sideL", "chest")
    assert turned.short == ("legR",)


def test_a_face_to_the_right_looks_left_in_the_other_side() -> None:
    turned = mirrored(POSE)
    assert (turned.face, turned.crown) == ("-x", 100)
    assert turned.turn == {"chest": -40, "nod": 10}


def test_things_change_sides_too() -> None:
    assert mirrored(POSE).props == (Prop("seat", ((66, 22), (30, 22))),)


def test_the_other_side_of_the_other_side_is_the_position_itself() -> None:
    assert mirrored(mirrored(POSE)) == POSE


def test_what_is_in_the_middle_has_no_other_side() -> None:
    assert [other_side(name) for name in ("neck", "kneeR", "legL")] == ["neck", "kneeL", "legR"]
