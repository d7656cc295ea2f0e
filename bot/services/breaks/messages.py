"""The messages that are posted for breaks, built once for all channels that get the same exercises that day."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from bot.domain.breaks import Break
from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore
from bot.slack.blocks import with_and_without_images
from bot.views import breaks as views

ID_PLACEHOLDER = "the id of the break"
ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
MAX_CACHED = 1024
Payload = Mapping[str, Any]


class BreakMessages:
    """Building one takes a millisecond, copying it a fraction: that counts when thousands are due in one minute."""

    def __init__(self, library: Library, picture_store: PictureStore) -> None:
        self._library, self._picture_store = library, picture_store
        self._built = lru_cache(MAX_CACHED)(self._build)
        self._picture = lru_cache(MAX_CACHED)(self._still)

    def payloads(self, break_: Break, late: bool) -> Iterator[Payload]:
        """Yield the message, then without its image (Slack may fail to load that), then as plain text."""
        payload: Payload = {}
        for built in self._built(break_.slugs, break_.slot_kind, late):
            payload = json.loads(built.replace(ID_PLACEHOLDER, break_.id))
            yield payload
        yield {"text": payload["text"]}

    def picture_of(self, routine: Sequence[Exercise]) -> str | None:
        """Return the address of the picture of a routine's first exercise, or None."""
        return self._picture(routine[0].slug) if routine else None

    def _still(self, slug: str) -> str | None:
        exercise = self._library.find(slug)
        return self._picture_store.still_url(exercise, 0) if exercise else None

    def _build(self, steps: tuple[str, ...], slot_kind: str, late: bool) -> list[str]:
        """Return the message of all breaks that read the same, as JSON, with and without its image."""
        routine = self._library.exercises_of(steps)
        url, name = self.picture_of(routine), self._library.set_name(steps)
        message = views.invitation(_any_break(steps, slot_kind), routine, url, late, name=name)
        return [json.dumps(payload) for payload in with_and_without_images(message.payload())]


def _any_break(steps: tuple[str, ...], slot_kind: str) -> Break:
    return Break(
        id=ID_PLACEHOLDER,
        team="",
        channel="",
        slot=slot_kind,
        slugs=steps,
        due_at=ANY_TIME,
        state="claimed",
        set_by="",
    )
