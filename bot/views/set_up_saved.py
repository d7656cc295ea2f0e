"""What *My set-up* says once it is saved: what is hidden from now on, what comes back, and whom to ask."""

from collections.abc import Iterable

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.domain.formatting import join_words
from bot.domain.library import Library
from bot.domain.preferences import KITS, Fit
from bot.slack.blocks import bullets, context, modal, section
from bot.views.set_up import KIT_NAMES, TITLE

MAX_NAMED = 12
"""So many stretches are named, the others counted; the form lists them all."""
UNCHANGED = "Nothing has changed."


def set_up_saved(before: Fit, after: Fit, asks: Iterable[str], library: Library) -> View:
    """Return the window that says what changed, and whom to ask."""
    lines = [
        *_left_out(before, after, library),
        *_emptied(before, after, library),
        *([_kit(after)] if before.kit != after.kit else []),
    ]
    again = ["*My set-up* brings any of them back."] if after.hidden else []
    return modal(TITLE, [*saved_lines(lines), *map(section, asks), *map(context, again)])


def saved_lines(lines: list[str]) -> list[Block]:
    """Return what changed, or that nothing has."""
    return [section("Saved."), section(bullets(lines) if lines else UNCHANGED)]


def _left_out(before: Fit, after: Fit, library: Library) -> list[str]:
    """Return what is left out from now on, and what comes back."""
    out, back = after.hidden - before.hidden, before.hidden - after.hidden
    return [
        *([f"I've hidden {_count(out)}: {_named(out, library)}"] if out else []),
        *([f"I'll offer {_count(back)} again: {_named(back, library)}"] if back else []),
    ]


def _count(slugs: frozenset[str]) -> str:
    return f"{len(slugs)} {'stretch' if len(slugs) == 1 else 'stretches'}"


def _named(slugs: frozenset[str], library: Library) -> str:
    """Return "Cat arch · Knee roll"."""
    names = [exercise.name for exercise in library.exercises if exercise.slug in slugs]
    more = [f"{len(names) - MAX_NAMED} more"] if len(names) > MAX_NAMED else []
    return " · ".join([*names[:MAX_NAMED], *more])


def _emptied(before: Fit, after: Fit, library: Library) -> list[str]:
    """Return the areas that have nothing left for them, and had something."""
    areas = [
        area.title
        for area in library.areas
        if any(map(before.suits, library.pool(area.slug))) and not any(map(after.suits, library.pool(area.slug)))
    ]
    return [f"That leaves nothing under {join_words(f'“{title}”' for title in areas)}."] if areas else []


def _kit(chosen: Fit) -> str:
    """Return what there is, as the form names it."""
    names = [KIT_NAMES[kit] for kit in KITS if kit in (chosen.kit or ())]
    if not names:
        return "I'll offer only what needs no chair, mat or bed, and no room to stand."
    return f"You have: {join_words(name[:1].lower() + name[1:] for name in names)}."
