"""What is said about cracking one's back."""

from exercise_library import LIBRARY

from bot.views.cracking import CLAIMS, SOURCES, WHOLE_BACK, cracking


def test_a_stretch_is_the_way_out_and_its_area_exists() -> None:
    [row] = [block for block in cracking(LIBRARY).payload()["blocks"] if block["type"] == "actions"]
    assert [(each["text"]["text"], each["value"]) for each in row["elements"]] == [("Stretch instead", WHOLE_BACK)]
    assert LIBRARY.pool(WHOLE_BACK)


def test_every_source_is_known_and_linked() -> None:
    message = cracking(LIBRARY)
    assert set(SOURCES) <= set(LIBRARY.sources)
    assert all(f"<{LIBRARY.sources[source].address}|" in message.text for source in SOURCES)
    assert "|pmc.ncbi.nlm.nih.gov (2)>" in message.text


def test_it_promises_nothing_and_is_short() -> None:
    text = cracking(LIBRARY).text.partition("Sources:")[0]
    assert len(text.split()) <= 150
    assert "safe" not in text


def test_it_names_what_people_call_it_when_not_to_do_it_and_who_can_help() -> None:
    text = cracking(LIBRARY).text
    for said in ("Cracking or adjusting", "When it isn't good for you", "Who can help", "physical therapist"):
        assert said in text


def test_every_sentence_has_a_source_but_advice_and_what_was_not_found() -> None:
    assert [claim.says for claim in CLAIMS if not claim.sources] == [
        "We found no study of cracking your own back.",
        "The same goes for cancer, spinal arthritis, a stroke or blood thinners.",
        "If you often want it cracked, see a physiotherapist (physical therapist) or a doctor.",
    ]
