"""What one person does in a team break that isn't all for them."""

import pytest
from manual_clock import ManualClock
from quick_breaks import SLUGS, QuickBreaks

from bot.domain.actor import Actor
from bot.domain.breaks import Break
from bot.domain.guide import Session
from bot.domain.library import Library
from bot.domain.preferences import Preferences
from bot.services.fitting import Fitting
from bot.services.ways_out import NothingFits
from bot.store import Store

ANA, BEN = Actor("T1", "U1"), Actor("T1", "U2")


@pytest.fixture
def fitting(quick_store: Store, library: Library, clock: ManualClock) -> Fitting:
    return Fitting(quick_store, library, clock)


@pytest.fixture
async def break_(quick: QuickBreaks) -> Break:
    return await quick.posted()


async def hides(fitting: Fitting, *slugs: str) -> None:
    await fitting.store.preferences.hide(ANA, slugs, fitting.now())


async def begins(fitting: Fitting, break_: Break, *slugs: str, swapped: tuple[str, ...] = ()) -> None:
    """Open the guide of this break with these."""
    session = Session(
        id="s", team="T1", user="U1", slugs=slugs, created_at=fitting.now(), ref=break_.id, swapped=swapped
    )
    await fitting.store.sessions.add(session)


async def test_whoever_may_do_all_of_it_does_what_everybody_does(fitting: Fitting, break_: Break) -> None:
    await hides(fitting, "seated-trunk-turn")
    found = await fitting.to_do(BEN, break_)
    assert (fitting.steps(found), found.swapped) == (SLUGS, ())


async def test_what_is_hidden_is_swapped_for_whoever_has_hidden_it(fitting: Fitting, break_: Break) -> None:
    await hides(fitting, "seated-trunk-turn")
    found = await fitting.to_do(ANA, break_)
    assert fitting.steps(found)[0] == "chin-tuck"
    assert found.swapped == ("seated-trunk-turn",)
    assert await fitting.to_do(ANA, break_) == found


async def test_what_there_is_no_chair_for_is_swapped(fitting: Fitting, break_: Break, library: Library) -> None:
    await fitting.store.preferences.save(ANA, Preferences(kit=frozenset()))
    found = await fitting.to_do(ANA, break_)
    assert {each.place for each in found.exercises} == {"anywhere"}


async def test_it_stays_what_it_was_when_it_was_begun(fitting: Fitting, break_: Break) -> None:
    await hides(fitting, "seated-trunk-turn")
    await begins(fitting, break_, "chin-tuck", "look-far", swapped=("seated-trunk-turn",))
    found = await fitting.to_do(ANA, break_)
    assert (fitting.steps(found), found.swapped) == (("chin-tuck", "look-far"), ("seated-trunk-turn",))
    assert await fitting.done(ANA, break_) == found


async def test_what_was_begun_and_is_hidden_since_is_not_opened_again(fitting: Fitting, break_: Break) -> None:
    await begins(fitting, break_, *SLUGS)
    await hides(fitting, *SLUGS)
    assert not {*SLUGS} & {*fitting.steps(await fitting.to_do(ANA, break_))}


async def test_whoever_never_opened_it_has_done_what_everybody_does(fitting: Fitting, break_: Break) -> None:
    await hides(fitting, "seated-trunk-turn")
    assert fitting.steps(await fitting.done(ANA, break_)) == SLUGS


async def test_where_nothing_suits_the_way_out_is_the_set_up(fitting: Fitting, break_: Break, library: Library) -> None:
    await hides(fitting, *(exercise.slug for exercise in library.exercises))
    with pytest.raises(NothingFits, match="None of my stretches fit your set-up") as raised:
        await fitting.to_do(ANA, break_)
    assert "setup.open" in str(raised.value.message.payload())


async def test_exercises_that_are_gone_are_nobodys_to_do(fitting: Fitting, break_: Break) -> None:
    fitting = Fitting(fitting.store, Library((), ()), fitting.now)
    assert (await fitting.to_do(ANA, break_)).exercises == ()
