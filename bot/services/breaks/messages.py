"""The messages that are posted for breaks, built once for all channels that get the same exercises that day."""

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
        built = self._built(_shared_part(break_), late)
        for payload in built:
            yield _with_break_id(payload, break_.id)
        yield {"text": built[0]["text"]}

    def picture_of(self, routine: Sequence[Exercise]) -> str | None:
        """Return the address of the picture of a routine's first exercise, or None."""
        return self._picture(routine[0].slug) if routine else None

    def _still(self, slug: str) -> str | None:
        exercise = self._library.find(slug)
        return self._picture_store.still_url(exercise, 0) if exercise else None

    def _build(self, break_: Break, late: bool) -> list[Payload]:
        routine = self._library.exercises_of(break_.slugs)
        url, name = self.picture_of(routine), self._library.set_name(break_.slugs)
        return with_and_without_images(views.invitation(break_, routine, url, late, name=name).payload())


def _shared_part(break_: Break) -> Break:
    """Return what a break has in common with others whose messages read the same."""
    return Break(
        id=ID_PLACEHOLDER,
        team="",
        channel="",
        slot=break_.slot_kind,
        slugs=break_.slugs,
        due_at=ANY_TIME,
        state="claimed",
        set_by="",
    )


def _with_break_id(payload: Payload, id: str) -> Payload:
    """Return a copy whose buttons carry this break's id."""
    blocks = [_filled_in(block, id) if block["type"] == "actions" else block for block in payload["blocks"]]
    return {**payload, "blocks": blocks}


def _filled_in(part: Any, id: str) -> Any:
    if isinstance(part, dict):
        return {key: _filled_in(value, id) for key, value in part.items()}
    if isinstance(part, list):
        return [_filled_in(each, id) for each in part]
    return part.replace(ID_PLACEHOLDER, id) if isinstance(part, str) else part
