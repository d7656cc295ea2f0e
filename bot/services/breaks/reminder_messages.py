"""The messages of private reminders, built once for all who get the same exercise."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore
from bot.services.breaks.messages import ID_PLACEHOLDER, MAX_CACHED
from bot.slack.blocks import Message, with_and_without_images
from bot.views import personal_reminder as views

MOMENT_PLACEHOLDER = "the moment of the reminder"


class ReminderMessages:
    """Building one takes a millisecond, copying it a fraction: that counts when thousands are due in one minute."""

    def __init__(self, library: Library, picture_store: PictureStore) -> None:
        self._library, self._picture_store = library, picture_store
        self._built = lru_cache(MAX_CACHED)(self._build)

    def reminder(
        self, break_id: str, steps: tuple[str, ...], can_wait: bool, moved_to: str = ""
    ) -> Iterator[Mapping[str, Any]]:
        """Yield the message, then without its image: Slack may fail to load that.

        `moved_to`: when it is due, a date token, where it takes the place of an older one.
        """
        for built in self._built(steps, can_wait, bool(moved_to)):
            yield json.loads(built.replace(ID_PLACEHOLDER, break_id).replace(MOMENT_PLACEHOLDER, moved_to))

    def _build(self, steps: tuple[str, ...], can_wait: bool, is_moved: bool) -> list[str]:
        payload = self._message(steps, can_wait, MOMENT_PLACEHOLDER if is_moved else "").payload()
        return [json.dumps(each) for each in with_and_without_images(payload)]

    def _message(self, steps: tuple[str, ...], can_wait: bool, moved_to: str) -> Message:
        routine = self._library.exercises_of(steps)
        picture = self._picture_store.still_url(routine[0], 0)
        return views.reminder(routine, ID_PLACEHOLDER, picture, can_wait, self._library.set_name(steps), moved_to)
