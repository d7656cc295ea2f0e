"""The letters: what is sent for a break, written once for all channels that get the same exercises that day."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from bot.domain.breaks import Break
from bot.domain.exercises import Library
from bot.pictures.picture_store import PictureStore
from bot.views import breaks as views

WHOSE = "the id of the break"
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
KEPT = 1024
Payload = dict[str, Any]


class BreakMessages:
    """Writing one takes a millisecond, copying it a fraction: that counts when thousands are due in one minute."""

    def __init__(self, library: Library, picture_store: PictureStore) -> None:
        self._library, self._gallery = library, picture_store
        self._written = lru_cache(KEPT)(self._write)
        self.picture = lru_cache(KEPT)(self._picture)

    def versions(self, of: Break, late: bool) -> Iterator[Payload]:
        """Yield the letter, without its picture (Slack refuses it whole if that fails to load), and as plain text."""
        whole, without_picture = self._written(_in_common(of, late), late)
        yield _addressed(whole, of.id)
        if without_picture != whole:
            yield _addressed(without_picture, of.id)
        yield {"text": whole["text"]}

    def _picture(self, slug: str) -> str | None:
        exercise = self._library.find(slug)
        return self._gallery.still(exercise, 0) if exercise else None

    def _write(self, of: Break, late: bool) -> tuple[Payload, Payload]:
        routine = self._library.routine(of.slugs)
        url = self.picture(routine[0].slug) if routine else None
        payload = views.invitation(of, routine, url, late).payload()
        blocks = [block for block in payload["blocks"] if block["type"] != "image"]
        return payload, payload | {"blocks": blocks}


def _in_common(of: Break, late: bool) -> Break:
    """Return what a break has in common with others whose letters read the same."""
    at = of.due_at if late else ANY_TIME
    return Break(id=WHOSE, team="", channel="", slot=of.kind, slugs=of.slugs, due_at=at, state="claimed", set_by="")


def _addressed(payload: Payload, id: str) -> Payload:
    """Return a copy whose buttons carry this break's id."""
    blocks = [_with_id(block, id) if block["type"] == "actions" else block for block in payload["blocks"]]
    return payload | {"blocks": blocks}


def _with_id(part: Any, id: str) -> Any:
    if isinstance(part, dict):
        return {key: _with_id(value, id) for key, value in part.items()}
    if isinstance(part, list):
        return [_with_id(each, id) for each in part]
    return part.replace(WHOSE, id) if isinstance(part, str) else part
