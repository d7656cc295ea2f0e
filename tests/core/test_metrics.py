"""What is counted, and that no label grows without end."""

import re

import pytest

from bot.core.metrics import CODE, METHOD, Metrics, Vocabulary


def counted(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"limber_{name}", labels)


def test_breaks_are_counted_by_outcome_and_all_outcomes_are_there_from_the_start() -> None:
    metrics = Metrics()
    metrics.break_posted(3)
    metrics.break_ended("given back")
    assert counted(metrics, "breaks_total", outcome="posted") == 1
    assert counted(metrics, "breaks_total", outcome="given back") == 1
    assert counted(metrics, "breaks_total", outcome="missed") == 0


@pytest.mark.parametrize(("late", "bucket", "inside"), [(0.5, "1.0", 1), (119, "60.0", 0), (119, "120.0", 1)])
def test_lateness_is_in_seconds_up_to_ten_minutes(late: float, bucket: str, inside: int) -> None:
    metrics = Metrics()
    metrics.break_posted(late)
    assert counted(metrics, "break_lateness_seconds_bucket", le=bucket) == inside
    assert counted(metrics, "break_lateness_seconds_bucket", le="600.0") == 1
    assert counted(metrics, "break_lateness_seconds_sum") == late


def test_a_clock_that_was_set_back_makes_no_break_early() -> None:
    metrics = Metrics()
    metrics.break_posted(-5)
    assert counted(metrics, "break_lateness_seconds_sum") == 0


def test_the_last_ticks_age_grows_with_the_steady_clock_and_is_none_before_the_first() -> None:
    now = 100.0
    metrics = Metrics(lambda: now)
    now = 500.0
    assert counted(metrics, "last_tick_age_seconds") == 0
    metrics.ticked()
    now = 590.0
    assert (counted(metrics, "last_tick_age_seconds"), metrics.tick_age()) == (90, 90)


def test_two_bots_in_one_process_count_for_themselves() -> None:
    one, other = Metrics(), Metrics()
    one.break_posted(0)
    assert counted(other, "breaks_total", outcome="posted") == 0


def test_unknown_codes_and_methods_do_not_grow_without_end() -> None:
    metrics = Metrics()
    for number in range(1000):
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        metrics.slack_answered(f"method.{letters}", letters)
    [family] = [each for each in metrics.registry.collect() if each.name == "limber_slack_calls"]
    rows = [each.labels for each in family.samples if each.name.endswith("_total")]
    assert len(rows) <= 61
    assert {"method": "other", "code": "other"} in rows


@pytest.mark.parametrize(
    ("pattern", "fine", "strange"),
    [
        (METHOD, ["chat.postMessage", "auth.test", "response_url"], ["T0ABC/B1/xyz", "chat", "commands.T012", ""]),
        (CODE, ["ok", "ratelimited", "not_in_channel", "http_503"], ["U0ANA", "not in channel", "x1", "http_0", ""]),
    ],
)
def test_only_words_of_the_pattern_are_in_a_vocabulary(
    pattern: re.Pattern[str], fine: list[str], strange: list[str]
) -> None:
    vocabulary = Vocabulary(pattern)
    assert [vocabulary.word(word) for word in fine] == fine
    assert [vocabulary.word(word) for word in strange] == ["other"] * len(strange)


def test_a_word_that_was_there_in_time_stays_when_there_is_no_more_room() -> None:
    vocabulary = Vocabulary(CODE, most=2)
    assert [vocabulary.word(word) for word in ("ok", "a", "b", "ok", "b")] == ["ok", "a", "other", "ok", "other"]
