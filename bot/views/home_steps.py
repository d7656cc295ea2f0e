"""The first three steps on Home: they tick themselves off, and are gone when all are done."""

from dataclasses import dataclass

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.home import HomeFacts
from bot.slack.blocks import button, button_section, header
from bot.views.reminder_form import OPEN_REMINDERS_ACTION
from bot.views.set_up import OPEN_SET_UP_ACTION


@dataclass(frozen=True)
class Step:
    """One step: what to do, what it's called once done, and the button for it, if there is one."""

    is_done: bool
    to_do: str
    done: str
    button: ButtonElement | None = None


@dataclass(frozen=True)
class Steps:
    """How far a new person is."""

    has_stretched: bool
    has_set_up: bool
    has_breaks: bool
    """Whether they have or had reminders, or joined a team's break or set breaks up."""

    @property
    def are_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.has_stretched and self.has_set_up and self.has_breaks


def steps_of(facts: HomeFacts, has_channels: bool) -> Steps:
    """Return how far a person is; `has_channels`: there are breaks that they set up or joined."""
    has_breaks = facts.has_joined or facts.was_reminded or facts.reminders is not None or has_channels
    return Steps(facts.has_stretched, facts.has_set_up, has_breaks)


def first_steps(steps: Steps) -> list[Block]:
    """Return the steps, those that are done with a tick and in words."""
    if steps.are_done:
        return []
    return [header("Three steps to start"), *(_line(number, step) for number, step in enumerate(_steps(steps), 1))]


def _steps(steps: Steps) -> tuple[Step, ...]:
    set_up = button("My set-up", OPEN_SET_UP_ACTION)
    remind = button("Remind me", OPEN_REMINDERS_ACTION)
    return (
        Step(steps.has_stretched, "Do a first stretch: press one above.", "your first stretch"),
        Step(steps.has_set_up, "Tell me what you have, such as a mat, and what isn't for you.", "your set-up", set_up),
        Step(
            steps.has_breaks,
            "Choose reminders just for you, or join a team break.",
            "reminders or team breaks",
            remind,
        ),
    )


def _line(number: int, step: Step) -> Block:
    if step.is_done:
        return button_section(f"✓ Done: {step.done}.")
    return button_section(f"{number}. {step.to_do}", step.button)
