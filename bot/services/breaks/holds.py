"""Whether somebody must not be disturbed: they said so in Slack, or are in a huddle. What isn't known holds nothing."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from bot.core.batches import Batches
from bot.slack.clients import Clients
from bot.slack.errors import SLACK_CALL_ERRORS, error_code, retry_after
from bot.slack.rate_limit import ASKING_WHO, ASKING_WHO_IS_AWAY, RateLimiter, RateLimiters

MOST_ASKED = 50
"""How many people's do-not-disturb times Slack tells at once."""
ASKED_AGAIN_AFTER = timedelta(minutes=5)
"""When somebody in a huddle is looked at again."""
PATIENCE_SECONDS = 2.0
"""For longer, no answer holds up a reminder: Slack itself rings nobody who must not be disturbed."""
NOT_ALLOWED_SECONDS = 3600.0
"""How long nothing is asked in a workspace where that is not allowed: the scopes are optional."""
MAX_KEPT = 4096
Profile = Mapping[str, Any]


class Holds:
    """Asks Slack as far as its rate limits have room; a reminder never waits for that."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._away, self._profiles = RateLimiters(ASKING_WHO_IS_AWAY), RateLimiters(ASKING_WHO)
        self.limiters = self._away, self._profiles
        self._batches = lru_cache(MAX_KEPT)(self._new_batches)

    async def held_until(self, team: str, user: str, now: datetime) -> datetime | None:
        """Return until when somebody must not be disturbed, or when to look again; None if they may be."""
        until = quiet_until(await self._batches(team).add(user), now)
        if until is None and await self._is_in_huddle(team, user):
            return now + ASKED_AGAIN_AFTER
        return until

    def _new_batches(self, team: str) -> Batches[str, Profile]:
        return Batches(partial(self._do_not_disturb, team))

    async def _do_not_disturb(self, team: str, users: Sequence[str]) -> Sequence[Profile]:
        told: dict[str, Profile] = {}
        each_once = list(dict.fromkeys(users))
        for begin in range(0, len(each_once), MOST_ASKED):
            some = each_once[begin : begin + MOST_ASKED]
            told |= (await self._ask(team, self._away, "dnd_teamInfo", users=",".join(some))).get("users") or {}
        return [told.get(user) or {} for user in users]

    async def _is_in_huddle(self, team: str, user: str) -> bool:
        answer = await self._ask(team, self._profiles, "users_info", user=user)
        profile = (answer.get("user") or {}).get("profile") or {}
        return profile.get("huddle_state") == "in_a_huddle"

    async def _ask(self, team: str, limiters: RateLimiters, method: str, **arguments: str) -> Mapping[str, Any]:
        """Return what Slack tells, nothing if there is no room for the call, or no answer."""
        limiter = limiters.for_team(team)
        if not limiter.has_room:
            return {}
        limiter.reserve()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._answer(team, limiter, method, arguments)
        return {}

    async def _answer(
        self, team: str, limiter: RateLimiter, method: str, arguments: dict[str, str]
    ) -> Mapping[str, Any]:
        try:
            slack = await self._clients.once(team)
            answer: Mapping[str, Any] = await getattr(slack, method)(**arguments)
            return answer
        except SLACK_CALL_ERRORS as error:
            is_missing = error_code(error) in ("missing_scope", "not_allowed_token_type")
            limiter.block(retry_after(error) or (NOT_ALLOWED_SECONDS if is_missing else 0))
            return {}


def quiet_until(told: Profile, now: datetime) -> datetime | None:
    """Return the end of the quiet time that Slack tells of somebody, None if it is not now."""
    spans = [
        (told.get("dnd_enabled"), told.get("next_dnd_start_ts", 0), told.get("next_dnd_end_ts", 0)),
        (told.get("snooze_enabled"), 0, told.get("snooze_endtime", 0)),
    ]
    return max(_ends(spans, now.timestamp()), default=None)


def _ends(spans: Iterable[tuple[Any, Any, Any]], now: float) -> Iterable[datetime]:
    for is_on, begin, end in spans:
        if is_on and isinstance(begin, int | float) and isinstance(end, int | float) and begin <= now < end:
            yield datetime.fromtimestamp(end, UTC)
