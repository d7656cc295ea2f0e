"""Plane geometry: angles, curves and the joint between two bones."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pictures.geometry import bend_degrees, curve_point, distance, normalize_degrees, solve_two_bone_ik

without_deadline = settings(deadline=None)


@pytest.mark.parametrize(("degrees", "expected"), [(0, 0), (180, -180), (181, -179), (-181, 179), (720, 0)])
def test_an_angle_is_normalized_to_half_a_turn_either_way(degrees: float, expected: float) -> None:
    assert normalize_degrees(degrees) == expected


def test_a_curve_starts_and_ends_at_its_points_and_passes_through_the_third() -> None:
    points = [curve_point((0, 0), (5, 4), (10, 0), fraction) for fraction in (0, 0.5, 1)]
    assert points == [(0, 0), (5, 4), (10, 0)]


@without_deadline
@given(st.floats(2, 30), st.floats(2, 30), st.floats(0, 60), st.sampled_from([-1, 1]))
def test_two_bones_keep_their_lengths_whatever_the_distance_of_their_ends(
    upper: float, lower: float, apart: float, bend: int
) -> None:
    joint = solve_two_bone_ik((0, 0), (apart, 0), upper, lower, bend)
    assert isclose(distance((0, 0), joint), upper, rel_tol=1e-3)
    if abs(upper - lower) + 0.1 < apart < upper + lower - 0.1:
        assert isclose(distance(joint, (apart, 0)), lower, rel_tol=1e-3)


@pytest.mark.parametrize("bend", [-1, 1])
def test_the_joint_lies_on_the_side_of_the_bend(bend: int) -> None:
    start, end = (0.0, 0.0), (20.0, 0.0)
    joint = solve_two_bone_ik(start, end, 14, 14, bend)
    assert joint[1] * bend > 0
    assert bend_degrees(start, joint, end) * bend < 0
