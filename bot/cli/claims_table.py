"""Claims and their sources side by side: as text for a terminal, or as CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest
from textwrap import wrap

from bot.cli.claims import Topic, sources_of
from bot.domain.exercises import Claim
from bot.domain.library import Library

OWN_JUDGEMENT = "our own judgement"
COLUMNS = ("slug", "name", "evidence", "reviewed by", "claim", "source", "what the source says", "address")
GAP = "   "
MIN_WIDTH = 40


def as_text(topics: Iterable[Topic], library: Library, width: int) -> str:
    """Return each topic with its claims on the left and their sources on the right, in lines of this width."""
    column = max(width - len(GAP), MIN_WIDTH) // 2
    return "\n\n".join("\n".join(_topic(topic, library, column)) for topic in topics)


def as_csv(topics: Iterable[Topic], library: Library) -> str:
    """Return a row for each source of each claim, and one for a claim without."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row for topic in topics for row in _rows(topic, library))
    return text.getvalue()


def _rows(topic: Topic, library: Library) -> Iterator[tuple[str, ...]]:
    for claim in topic.claims:
        for source in sources_of(claim, library) or [(OWN_JUDGEMENT, "", "")]:
            yield (topic.slug, topic.title, topic.strength, topic.reviewed_by, claim.says, *source)


def _topic(topic: Topic, library: Library, column: int) -> Iterator[str]:
    yield f"{topic.title} ({topic.slug})"
    yield from wrap(topic.notes, 2 * column + len(GAP))
    for claim in topic.claims:
        yield ""
        yield from _beside(wrap(claim.says, column), _sources(claim, library, column), column)


def _sources(claim: Claim, library: Library, column: int) -> list[str]:
    """Return the lines of a claim's sources; an address is never broken, so that it can be opened."""
    found = sources_of(claim, library)
    lines = [[*wrap(f"{name}: {gave}", column), address] for name, gave, address in found]
    return [line for each in lines for line in each] or [OWN_JUDGEMENT]


def _beside(left: Sequence[str], right: Sequence[str], column: int) -> Iterator[str]:
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one:{column}}{GAP}{other}".rstrip()
