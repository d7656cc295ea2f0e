"""What is set for a person of their own reminders, and the form that begins with it."""

from dataclasses import dataclass

from bot.domain.breaks import ChannelTimetable
from bot.domain.preferences import Preferences
from bot.domain.reader import Reader
from bot.views.how_often import quick_choices
from bot.views.reminder_form import ReminderForm, content_value


@dataclass(frozen=True)
class ReminderStatus:
    """What is set for a person, and what it is measured by."""

    found: ChannelTimetable | None
    chosen: Preferences
    reader: Reader

    @property
    def zone(self) -> str | None:
        """The zone on whose clock they are reminded."""
        return self.reader.zone or (self.found.timetable.zone if self.found else None)

    def form(self) -> ReminderForm:
        """Return the form with what is set."""
        timetable = self.found.timetable if self.found else None
        form = ReminderForm(
            days=timetable.days if timetable else self.chosen.work_days,
            content=content_value(timetable) if timetable else "",
            is_on=timetable is not None,
            asks_zone=self.zone is None,
            choices=quick_choices(self.chosen.hours),
            cycle=self.reader.hour_cycle,
        )
        return form.beginning_with(timetable.times) if timetable else form
