"""What was seen lately is new once."""

from bot.core.recent import Recent


def test_a_key_is_new_once() -> None:
    recent = Recent()
    assert [recent.is_new(key) for key in ("a", "b", "a", "b", "c")] == [True, True, False, False, True]


def test_only_the_last_ones_are_remembered() -> None:
    recent = Recent(max_kept=2)
    assert [recent.is_new(key) for key in ("a", "b", "c", "b", "a")] == [True, True, True, False, True]
