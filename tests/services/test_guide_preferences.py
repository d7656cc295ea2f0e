"""What somebody chose in their set-up holds in the guide, from its opening to its end and in any process."""

from dataclasses import replace
from math import ceil
from random import Random
from typing import Any

import pytest
from manual_clock import ManualClock, Timers
from slack_client import SlackClient

from bot.domain.actor import Actor
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.domain.preferences import Preferences
from bot.domain.screens import Screen, screens
from bot.pictures.picture_store import PictureStore
from bot.services.guide import Guide
from bot.services.guide_modal import GuideModal
from bot.store import Store
from bot.views.guide_window import SessionRef

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")
TWIST = "seated-lower-back-rotation"
Screens = tuple[Screen, ...]


@pytest.fixture
def guide(
    quick_store: Store,
    timers: Timers,
    slack: SlackClient,
    library: Library,
    pictures: PictureStore,
    clock: ManualClock,
) -> Guide:
    async def ignored(_: Session) -> None: ...

    modal = GuideModal(slack, library, pictures)
    return Guide(quick_store, timers, modal, clock, Random(7), ignored, ignored, ignored)


@pytest.fixture
def usual(library: Library) -> Screens:
    """The screens of the twist for whoever chose nothing."""
    return screens(library.exercises_of([TWIST]))


async def opened(guide: Guide, actor: Actor = ANA) -> Session:
    """A window at its first hold, or at its start if that comes first."""
    await guide.open(actor, [TWIST], "1.2")
    return await latest(guide, actor)


async def latest(guide: Guide, actor: Actor = ANA) -> Session:
    async with guide.store.database.reading() as connection:
        query = f"SELECT id FROM sessions WHERE user = '{actor.user}' ORDER BY created_at DESC, rowid DESC LIMIT 1"
        return await guide.store.sessions.find(actor, (await connection.exec_driver_sql(query)).scalar_one())


async def begun(guide: Guide, actor: Actor = ANA, **chosen: Any) -> Session:
    """A window at its first hold, of somebody who knows the twist and has these preferences."""
    await submitted(guide, await opened(guide, actor))
    await guide.store.preferences.save(actor, Preferences(**chosen))
    return await opened(guide, actor)


async def submitted(guide: Guide, session: Session) -> Session:
    return await guide.submit(session.actor, SessionRef(session.id, session.step), session.view_id)


def shown(slack: SlackClient, method: str = "views_open") -> dict[str, Any]:
    """What a window shows after its last opening or update."""
    return plain(slack.calls[method][-1]["view"])


def plain(view: Any) -> dict[str, Any]:
    return view if isinstance(view, dict) else view.to_dict()


def picture(view: dict[str, Any]) -> dict[str, Any]:
    [image] = [block for block in view["blocks"] if block["type"] == "image"]
    return image


@pytest.mark.parametrize(("percent", "times"), [(100, 1), (150, 1.5), (200, 2)])
async def test_getting_ready_lasts_as_long_as_they_chose_in_words_timer_and_picture(
    guide: Guide, slack: SlackClient, clock: ManualClock, usual: Screens, percent: int, times: float
) -> None:
    session = await begun(guide, ready_percent=percent)
    ready = ceil(usual[0].ready_seconds * times)
    assert (session.ends_at - clock()).total_seconds() == ready + usual[0].hold.seconds
    assert f"{ready} seconds to get ready" in str(shown(slack))
    assert f"-timer{ready}-" in picture(shown(slack))["image_url"]


async def test_a_session_keeps_what_was_chosen_when_it_opened(
    guide: Guide, clock: ManualClock, slack: SlackClient, usual: Screens
) -> None:
    session = await begun(guide, ready_percent=200, still_pictures=True)
    await guide.store.preferences.save(ANA, Preferences())
    clock.forward(seconds=200)
    moved = await submitted(guide, session)
    assert (moved.ends_at - clock()).total_seconds() == 2 * usual[1].ready_seconds + usual[1].hold.seconds
    assert "-still-" in picture(plain(guide.modal.view(moved)))["image_url"]


async def test_after_a_restart_and_when_resumed_it_is_as_it_was(
    guide: Guide, clock: ManualClock, slack: SlackClient, usual: Screens
) -> None:
    session = await begun(guide, ready_percent=150, still_pictures=True)
    later = replace(guide, scheduler=Timers())
    await later.mover.restore_timers()
    assert later.scheduler.set == {f"hold {session.id} {session.step}": session.ends_at}
    await later.close(ANA, SessionRef(session.id, session.step), session.view_id)
    await later.resume(ANA, session.id, "3.4")
    standing = await latest(later)
    await later.press(ANA, SessionRef(standing.id, standing.step), standing.view_id, "resume")
    going_on = await latest(later)
    ready = ceil(usual[0].ready_seconds * 1.5)
    assert (going_on.ends_at - clock()).total_seconds() == ready + usual[0].hold.seconds
    assert "-still-" in picture(shown(slack, "views_update"))["image_url"]


async def test_still_pictures_stay_still_and_say_the_seconds_in_words(
    guide: Guide, slack: SlackClient, usual: Screens
) -> None:
    session = await begun(guide, still_pictures=True)
    image, hold = picture(shown(slack)), usual[0].hold
    assert ("-still-" in image["image_url"], image["alt_text"]) == (True, hold.picture)
    assert f"{usual[0].ready_seconds} seconds to get ready, then hold for" in str(shown(slack))
    assert f"({hold.seconds} seconds)" in str(shown(slack))
    assert all("-still-" in name for name in guide.modal.picture_names(session))


async def test_the_first_window_comes_each_time_to_whoever_wants_it_and_no_one_else(
    guide: Guide, slack: SlackClient
) -> None:
    await begun(guide, first_window=True)
    assert shown(slack)["title"]["text"] == "Ready?"
    await begun(guide, BEN)
    assert shown(slack)["title"]["text"] != "Ready?"
