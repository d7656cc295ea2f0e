"""What people typed, decoded from what Slack makes of it."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.slack.typed_text import decode_text


@pytest.mark.parametrize(
    ("sent", "seen"),
    [
        ("daily 9:30 &amp; 15:30", "daily 9:30 & 15:30"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
        ("now <@U1|bob>", "now @bob"),
        ("now <@U1>", "now @someone"),
        ("in <#C1|general> and <#C2|>", "in #general and #channel"),
        ("<https://example.org/a|a page> <https://example.org/b>", "a page https://example.org/b"),
        ("<mailto:a@example.org|a@example.org>", "a@example.org"),
        ("<!channel> <!subteam^S1|@team>", "@channel @team"),
        ("&lt;!everyone&gt;", "<!everyone>"),
        ("`daily 15:00`", "daily 15:00"),
        ("“lower” can’t", '"lower" can\'t'),
        ("lower\u00a0back\u200b", "lower back"),
        ("a <b> c", "a <b> c"),
    ],
)
def test_text_is_what_the_person_saw(sent: str, seen: str) -> None:
    assert decode_text(sent) == seen


@given(some.text(some.characters(codec="ascii", exclude_characters="`´"), max_size=60))
def test_plain_text_comes_back_as_it_was_typed(typed: str) -> None:
    assert decode_text(escape(typed, quote=False)) == typed
