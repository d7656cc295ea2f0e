"""A month of the calendar, as it is where somebody lives."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.calendar_names import MONTH_NAMES
from bot.domain.local_time import first_moment, load_zone, local_date


@dataclass(frozen=True, order=True)
class Month:
    """November 2026 is `Month(2026, 11)`."""

    year: int
    number: int
    """From 1."""

    @property
    def key(self) -> str:
        """The month as it is stored, "2026-11": later months compare as greater."""
        return f"{self.year}-{self.number:02}"

    @property
    def name(self) -> str:
        """Its name without the year."""
        return MONTH_NAMES[self.number - 1]

    @property
    def before(self) -> "Month":
        """The month before."""
        return Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, 12)

    @property
    def after(self) -> "Month":
        """The month after."""
        return Month(self.year, self.number + 1) if self.number < 12 else Month(self.year + 1, 1)

    def start(self, zone: str) -> datetime:
        """Return the moment (UTC) at which it begins in this zone."""
        return first_moment(datetime.combine(date(self.year, self.number, 1), time()), load_zone(zone))


def month_of(moment: datetime, zone: str) -> Month:
    """Return the month in which this moment is in this zone."""
    day = local_date(moment, zone)
    return Month(day.year, day.month)
