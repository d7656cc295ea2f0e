"""The fields of a submitted form, and what is wrong with them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.errors import ParseError
from bot.domain.formatting import dates_in_words
from bot.domain.parsing.dates import parse_dates
from bot.views.form_inputs import MAX_INPUT_CHARS

NO_DAY = "Please choose at least one day."
TOO_MANY_DATES = "That's more than fits here. A range is shorter: 24 December to 2 January."


class FormErrors(Exception):
    """Mistakes in a form: block id to the sentence shown there (`errors` of a view submission)."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = {block: sentence.replace("`", "") for block, sentence in errors.items()}


class SubmittedFields:
    """The input elements of a submitted view by block id; each block has one."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        values = _as_mapping(_as_mapping(view.get("state")).get("values"))
        self._elements = {block: next(iter(_as_mapping(actions).values()), None) for block, actions in values.items()}

    def value(self, block: str) -> str:
        """Return the text, time, channel or option of this block, "" if it is empty."""
        element = _as_mapping(self._elements.get(block))
        chosen = _as_mapping(element.get("selected_option")).get("value")
        entered = [chosen, *(element.get(key) for key in ("value", "selected_time", "selected_conversation"))]
        return next((each for each in entered if isinstance(each, str)), "")

    def values(self, block: str) -> list[str]:
        """Return the values of the checkboxes that were ticked in this block."""
        options = _as_mapping(self._elements.get(block)).get("selected_options")
        return [str(_as_mapping(option).get("value")) for option in options] if isinstance(options, list) else []

    def days(self, block: str) -> frozenset[int]:
        """Return the days of the week that were ticked in this block."""
        return frozenset(day for day in range(7) if str(day) in self.values(block))

    def dates(self, block: str, today: date) -> tuple[frozenset[date], dict[str, str]]:
        """Return the dates in this block, or none and what is wrong with them."""
        try:
            dates = parse_dates(self.value(block), today)
        except ParseError as wrong:
            return frozenset(), {block: str(wrong)}
        too_many = len(dates_in_words(dates)) > MAX_INPUT_CHARS
        return dates, {block: TOO_MANY_DATES} if too_many else {}


def _as_mapping(given: object) -> Mapping[str, Any]:
    return given if isinstance(given, Mapping) else {}
