"""The shortcut *Stretch now*: its window becomes the guide, whatever is pressed in it."""

from datetime import timedelta
from typing import Any

import pytest
from quick_app import QuickApp
from slack_client import refused

from bot.domain.actor import Actor
from bot.domain.safety import History
from bot.views.guide_window import SessionRef

CARD = "chin-tuck neck r1"


async def opened(app: QuickApp) -> dict[str, Any]:
    return await app.uses("stretch.now")


async def history(app: QuickApp) -> History:
    return await app.store.histories.get(Actor("T1", "U1"), app.clock())


def labels(view: dict[str, Any]) -> list[str]:
    rows = (block["elements"] for block in view["blocks"] if block["type"] == "actions")
    return [element["text"]["text"] for row in rows for element in row]


async def test_its_window_offers_the_areas_and_lengths(app: QuickApp) -> None:
    view = await opened(app)
    areas = [area.title for area in app.library.areas]
    lengths = [routine.name for routine in app.library.routines if not routine.steps]
    assert view["title"]["text"] == "Stretch now"
    assert sorted(labels(view)) == sorted([*areas, *lengths])
    assert labels(view)[0] == app.library.area("lower").title


async def test_an_area_becomes_the_guide_in_the_same_window(app: QuickApp) -> None:
    view = await opened(app)
    await app.clicks_in(view, "window.area.neck", value="neck")
    [shown] = (await history(app)).seen
    assert "neck" in app.library.find(shown).areas
    assert app.window()["id"] == view["id"]
    assert app.window()["title"]["text"] == "Ready?"
    assert len(app.slack.calls["views_open"]) == 1
    await app.finishes()
    assert await app.store.dones.count(Actor("T1", "U1"), app.clock() - timedelta(hours=1)) == 1


async def test_a_length_becomes_a_guide_through_a_few(app: QuickApp) -> None:
    view = await opened(app)
    await app.clicks_in(view, "window.length.two-minutes", value="two-minutes")
    session = await app.store.sessions.find(
        Actor("T1", "U1"), SessionRef.unpack(app.window()["private_metadata"]).session
    )
    assert session is not None
    assert session.view_id == view["id"]
    assert len(session.slugs) > 1
    assert set((await history(app)).seen) == set(session.slugs)


async def test_what_was_left_is_offered_and_resumed_in_the_window(app: QuickApp) -> None:
    await app.clicks("card.guide", CARD)
    await app.submits(app.window())
    await app.closes(app.window())
    view = await opened(app)
    assert labels(view)[0] == "Resume"
    resume = next(block for block in view["blocks"] if block["type"] == "actions")["elements"][0]
    await app.clicks_in(view, resume["action_id"], value=resume["value"])
    assert app.window()["id"] == view["id"]
    assert app.window()["title"]["text"].startswith("Hold 1 of")


async def test_a_window_that_was_closed_meanwhile_stays_closed(app: QuickApp) -> None:
    view = await opened(app)
    app.slack.will("views_update", refused("not_found"))
    await app.clicks_in(view, "window.area.neck", value="neck")
    assert await app.store.sessions.last(Actor("T1", "U1"), app.clock()) is None
    assert len(app.slack.calls["views_open"]) == 1
    assert app.slack.calls["views_push"] == []


@pytest.mark.parametrize("action", ["window.area.elbow", "window.length.elbow"])
async def test_a_button_for_what_is_gone_is_answered_above_the_window(app: QuickApp, action: str) -> None:
    view = await opened(app)
    await app.clicks_in(view, action, value="elbow")
    [said] = app.slack.calls["views_push"]
    assert "Type `/stretch" in str(said["view"].to_dict())
