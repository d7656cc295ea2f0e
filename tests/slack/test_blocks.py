"""The blocks that all views share: what Slack's limits cut, what is left out, how lengths and times read."""

from datetime import UTC, datetime

import pytest

from bot.slack import blocks as build

AT = datetime(2026, 11, 23, 9, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "15 seconds"), (22, "15 seconds"), (23, "30 seconds"), (43, "45 seconds"), (53, "1 minute"),
        (60, "1 minute"), (74, "1 minute"), (76, "1½ minutes"), (90, "1½ minutes"), (120, "2 minutes"),
        (164, "2½ minutes"), (600, "10 minutes"),
    ],
)  # fmt: skip
def test_a_length_reads_well(seconds: float, words: str) -> None:
    assert build.duration(seconds) == words


def test_times_are_shown_in_each_readers_zone_with_words_for_the_rest() -> None:
    assert build.date_time_token(AT) == "<!date^1795424707^{date_short_pretty} at {time}|Mon 23 Nov, 09:05 UTC>"


def test_what_somebody_typed_neither_rings_nor_links() -> None:
    assert build.escape_text('<!channel> & "quoted"') == '&lt;!channel&gt; &amp; "quoted"'
    for block in (build.section("<@U1>"), build.context("<@U1>")):
        shown = block.to_dict()
        assert (shown.get("text") or shown["elements"][0])["verbatim"] is True


def test_a_copy_without_images_is_made_only_where_there_are_some() -> None:
    image = build.image("https://example.com/a.png", "A picture")[0].to_dict()
    words = build.section("Hello").to_dict()
    assert build.with_and_without_images({"blocks": [words]}) == [{"blocks": [words]}]
    both = {"blocks": [words, image], "text": "Hello"}
    assert build.with_and_without_images(both) == [both, {"blocks": [words], "text": "Hello"}]


def test_the_copy_without_images_has_none_at_the_side_of_a_paragraph_either() -> None:
    pictured = build.pictured_section("Hello", "https://example.com/a.png", "A picture").to_dict()
    with_button = {**build.section("Hello").to_dict(), "accessory": build.button("Go", "go").to_dict()}
    assert pictured["accessory"]["alt_text"] == "A picture"
    full, plain = build.with_and_without_images({"blocks": [pictured, with_button]})
    assert full["blocks"] == [pictured, with_button]
    assert plain["blocks"] == [build.section("Hello").to_dict(), with_button]


def test_a_paragraph_without_a_picture_is_a_plain_one() -> None:
    assert build.pictured_section("Hello", None, "A picture").to_dict() == build.section("Hello").to_dict()


def test_a_picture_without_an_address_is_none_and_its_words_are_cut() -> None:
    assert (build.image(None, "A picture"), build.image("", "A picture")) == ([], [])
    [long] = build.image("https://example.com/a.png", "x" * 3000)
    assert len(long.alt_text) == 2000


def test_long_labels_and_titles_are_cut() -> None:
    assert len(build.button("x" * 100, "go").text.text) == 75
    assert len(build.modal("x" * 100, []).title.text) == 24


def test_a_button_without_a_value_has_none_and_a_modal_can_be_closed() -> None:
    assert "value" not in build.button("Go", "go").to_dict()
    assert build.modal("Title", []).close.text == "Close"
    assert build.modal("Title", [], close="Back").close.text == "Back"


def test_lines_become_a_list() -> None:
    assert build.bullets(["one", "two"]) == "• one\n• two"
