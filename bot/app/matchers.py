"""Which of the listeners of `/stretch` an utterance is for."""

from collections.abc import Awaitable, Callable

from bot.domain.parsing.command import Ask, Meaning, Topic

Matcher = Callable[[Meaning], Awaitable[bool]]


def asks(*topics: Topic) -> Matcher:
    """Match the topics that these words name."""

    async def matches(meaning: Meaning) -> bool:
        return isinstance(meaning, Ask) and meaning.topic in topics

    return matches


def means(*kinds: type) -> Matcher:
    """Match what was understood as one of these."""

    async def matches(meaning: Meaning) -> bool:
        return isinstance(meaning, kinds)

    return matches
