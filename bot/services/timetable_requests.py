"""What somebody asks for with `/stretch daily …`: read, completed from what is set, and shown before it is done."""

from dataclasses import dataclass, replace

from bot.core.clock import Now
from bot.domain.actor import Actor
from bot.domain.breaks import ChannelTimetable
from bot.domain.holidays import calendar_of_zone
from bot.domain.library import Library
from bot.domain.parsing.daily import TimetableRequest, parse_timetable_request, request_from
from bot.domain.timetable_changes import is_same
from bot.services.time_zones import TimeZones
from bot.services.timetable_checks import checked
from bot.services.timetables import Timetables
from bot.slack.blocks import Message
from bot.views import timetable_preview as views
from bot.views.timetable_payloads import FormButton


@dataclass(frozen=True)
class TimetableRequests:
    """Reads requests and previews them; nothing is changed."""

    timetables: Timetables
    time_zones: TimeZones
    library: Library
    now: Now

    async def read(
        self, actor: Actor, channel: str | None, typed: str
    ) -> tuple[TimetableRequest, ChannelTimetable | None]:
        """Return the parsed request and the present timetable; the zone is the typed, the channel's or the person's.

        A new timetable skips the public holidays of its zone's country: nobody is at work to be invited then.
        """
        before = await self.timetables.get(actor, channel) if channel else None
        await self.timetables.require_member(actor)
        request = request_from(before.timetable) if before else TimetableRequest()
        if typed:
            asked = parse_timetable_request(typed, self.library)
            request = asked.completed_from(before.timetable, self.library) if before else asked
        zone = request.zone or await self.time_zones.get(actor)
        return replace(request, zone=zone, country=request.country if before else calendar_of_zone(zone)), before

    async def preview(
        self,
        actor: Actor,
        asked: FormButton,
        request: TimetableRequest,
        before: ChannelTimetable | None,
        outdated: bool = False,
    ) -> Message:
        """Return what the request would do to the channel; raise UserError if it makes no sense.

        `outdated`: it takes the place of a preview that was made before somebody changed the breaks.
        """
        now, cycle = self.now(), await self.timetables.hour_cycle(actor)
        timetable = checked(request.timetable(), before, now, cycle)
        same = is_same(timetable, before)
        if before and same and before.notice_ts:
            return views.with_remark(views.nothing_to_change(timetable, now, cycle), request.remark)
        shown = views.preview(asked, timetable, None if same else before, now, self.library, cycle)
        shown = views.with_remark(shown, request.remark)
        return views.changed_meanwhile(shown) if outdated else shown
