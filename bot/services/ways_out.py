"""Errors that come with ways out: buttons, where the answer can have some."""

from bot.domain.errors import UserError
from bot.domain.library import Area, Library
from bot.domain.preferences import Fit
from bot.domain.stretch_kinds import AND, pool
from bot.slack.blocks import Message
from bot.views.nothing_fits import none_of, nothing_fits, nothing_fits_in_window


class ErrorWithWayOut(UserError):
    """`message` says it with buttons; `in_window`, if there is one, where the answer is a window, else the sentence."""

    def __init__(self, sentence: str, message: Message, in_window: Message | None = None) -> None:
        super().__init__(sentence)
        self.message, self.in_window = message, in_window


class NothingFits(ErrorWithWayOut):
    """Nothing that was wanted fits a person's set-up."""

    def __init__(self, sentence: str, library: Library, fit: Fit, area: Area | None = None) -> None:
        others = [each for each in library.areas if each != area and pool(each.slug, library, fit)]
        message = nothing_fits(sentence, others)
        super().__init__(message.text, message, nothing_fits_in_window(message.text))


def nothing_of(wanted: str, library: Library, fit: Fit) -> NothingFits:
    """Return the error for an area, kinds or both (`lower`, `desk`, `lower+desk`), or anything at all ("")."""
    first, *kinds = wanted.split(AND)
    area = library.area(first)
    return NothingFits(none_of(area, bool(kinds if area else wanted)), library, fit, area)
