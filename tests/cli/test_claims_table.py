"""How claims stand beside their sources."""

from csv import DictReader

from bot.cli.claims import Topic, topics
from bot.cli.claims_table import OWN_JUDGEMENT, as_csv, as_text
from bot.domain.exercises import Claim
from bot.domain.library import Library, Source

ADDRESS = "https://clinic.example/a-rather-long-address-that-no-line-may-break-in-two"
LIBRARY = Library((), (), sources={"CLINIC": Source(address=ADDRESS, gave="ten seconds, five times a day")})
CLAIMS = (Claim(says="Hold it for ten seconds.", sources=("CLINIC",)), Claim(says="Stop if it hurts."))
TOPIC = Topic("reach", "Wall reach", CLAIMS, "Evidence: weak. Reviewed by: nobody yet.", "weak", "nobody yet")


def test_a_claim_stands_beside_its_source_and_a_claim_without_is_called_our_own() -> None:
    assert as_text([TOPIC], LIBRARY, 53).splitlines() == [
        "Wall reach (reach)",
        "Evidence: weak. Reviewed by: nobody yet.",
        "",
        "Hold it for ten seconds.    CLINIC: ten seconds, five",
        "                            times a day",
        f"                            {ADDRESS}",
        "",
        "Stop if it hurts.           our own judgement",
    ]


def test_a_narrow_terminal_still_has_two_columns() -> None:
    assert "Stop if it hurts.      our own judgement" in as_text([TOPIC], LIBRARY, 1)


def test_topics_are_apart() -> None:
    assert "our own judgement\n\nWall reach" in as_text([TOPIC, TOPIC], LIBRARY, 80)


def test_a_row_of_the_table_has_all_that_a_reviewer_compares() -> None:
    first, second = DictReader(as_csv([TOPIC], LIBRARY).splitlines())
    assert first == {
        "slug": "reach",
        "name": "Wall reach",
        "evidence": "weak",
        "reviewed by": "nobody yet",
        "claim": "Hold it for ten seconds.",
        "source": "CLINIC",
        "what the source says": "ten seconds, five times a day",
        "address": ADDRESS,
    }
    assert (second["claim"], second["source"], second["address"]) == ("Stop if it hurts.", OWN_JUDGEMENT, "")


def test_all_that_limber_claims_fits_beside_its_sources(library: Library) -> None:
    lines = as_text(topics(library), library, 120).splitlines()
    assert [line for line in lines if len(line) > 120 and "http" not in line] == []
