"""The letters: what is sent for a break, written once for all channels that get the same exercises that day."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from bot.domain.breaks import Break
from bot.domain.exercises import Library
from bot.pictures.gallery import Gallery
from bot.views import breaks as views

WHOSE = "the id of the break"
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
KEPT = 1024


class Letters:
    """Writing one takes a millisecond, copying it a fraction: that counts when thousands are due in one minute."""

    def __init__(self, library: Library, gallery: Gallery) -> None:
        self._library, self._gallery = library, gallery
        self._written = lru_cache(KEPT)(self._write)
        self.picture = lru_cache(KEPT)(self._picture)

    def versions(self, of: Break, late: bool) -> Iterator[dict[str, Any]]:
        """Yield the letter, without its picture (Slack refuses it whole if that fails to load), and as plain text."""
        whole, without_picture, text = self._written(_in_common(of, late), late)
        for letter in dict.fromkeys((whole, without_picture)):
            yield json.loads(letter.replace(WHOSE, of.id))
        yield {"text": text}

    def _picture(self, slug: str) -> str | None:
        exercise = self._library.find(slug)
        return self._gallery.still(exercise, 0) if exercise else None

    def _write(self, of: Break, late: bool) -> tuple[str, str, str]:
        routine = self._library.routine(of.slugs)
        url = self.picture(routine[0].slug) if routine else None
        letter = views.invitation(of, routine, url, late).payload()
        blocks = [block for block in letter["blocks"] if block["type"] != "image"]
        return json.dumps(letter), json.dumps(letter | {"blocks": blocks}), letter["text"]


def _in_common(of: Break, late: bool) -> Break:
    """Return what a break has in common with others whose letters read the same."""
    at = of.due_at if late else ANY_TIME
    return Break(id=WHOSE, team="", channel="", slot=of.kind, slugs=of.slugs, due_at=at, state="claimed", set_by="")
