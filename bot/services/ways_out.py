"""Errors that come with ways out: buttons, where the answer can have some."""

from bot.domain.errors import UserError
from bot.domain.library import Area, Library
from bot.domain.preferences import Fit
from bot.domain.stretch_kinds import AND, pool
from bot.slack.blocks import Message
from bot.views.nothing_fits import none_of, nothing_fits


class ErrorWithWayOut(UserError):
    """Its sentence goes where there is no room for more; elsewhere `message` says it with buttons."""

    def __init__(self, sentence: str, message: Message) -> None:
        super().__init__(sentence)
        self.message = message


class NothingFits(ErrorWithWayOut):
    """Nothing that was wanted fits a person's set-up."""

    def __init__(self, sentence: str, library: Library, fit: Fit, area: Area | None = None) -> None:
        others = [each for each in library.areas if each != area and pool(each.slug, library, fit)]
        message = nothing_fits(sentence, others)
        super().__init__(message.text, message)


def nothing_of(wanted: str, library: Library, fit: Fit) -> NothingFits:
    """Return the error for an area, kinds or both (`lower`, `desk`, `lower+desk`), or anything at all ("")."""
    first, *kinds = wanted.split(AND)
    area = library.area(first)
    return NothingFits(none_of(area, bool(kinds if area else wanted)), library, fit, area)
