"""Which of the listeners of `/stretch` an utterance is for."""

from collections.abc import Awaitable, Callable

from bot.domain.parsing.command import ParsedCommand, Subcommand, SubcommandName

Matcher = Callable[[ParsedCommand], Awaitable[bool]]


def subcommand(*topics: SubcommandName) -> Matcher:
    """Match the topics that these words name."""

    async def matches(parsed: ParsedCommand) -> bool:
        return isinstance(parsed, Subcommand) and parsed.topic in topics

    return matches


def parsed_as(*kinds: type) -> Matcher:
    """Match what was understood as one of these."""

    async def matches(parsed: ParsedCommand) -> bool:
        return isinstance(parsed, kinds)

    return matches
