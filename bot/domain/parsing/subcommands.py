"""The subcommands of `/stretch` and the words for them."""

import re
from collections.abc import Mapping
from typing import Literal

SubcommandName = Literal[
    "menu",
    "help",
    "me",
    "data",
    "now",
    "daily",
    "breaks",
    "pause",
    "resume",
    "off",
    "hello",
    "thanks",
    "stop",
    "settings",
    "crack",
    "routines",
    "remind",
]

WORDS_BY_SUBCOMMAND: Mapping[SubcommandName, tuple[str, ...]] = {
    "menu": ("menu", "start", "begin", "stretch", "stretches", "exercise", "exercises", "list", "areas"),
    "help": ("help", "?", "help me", "doctor", "usage", "commands", "info", "about", "what can you do",
             "how does this work", "how does it work"),
    "me": ("me", "my week", "week", "stats", "my stats"),
    "data": ("my data", "data", "privacy", "forget me", "delete", "delete me", "delete my data", "delete it all",
             "send my data", "export my data", "download my data", "what do you store", "what do you know about me"),
    "hello": ("hi", "hello", "hey", "good morning", "good afternoon"),
    "thanks": ("thanks", "thank you", "thank you so much", "thanks a lot", "many thanks", "thx", "ty", "cheers"),
    "stop": ("stop", "stops", "cancel", "mute", "quiet", "silence", "unsubscribe", "leave", "disable", "remove",
             "snooze", "opt out", "turn off", "go away", "no more"),
    "settings": ("settings", "set-up", "my set-up", "my set up", "my setup", "my settings", "my preferences",
                 "not for me", "preferences", "prefs", "config", "configure", "configuration", "options",
                 "time zone", "timezone"),
    "remind": ("remind me", "remind", "reminder", "reminders", "notifications", "alerts"),
    "crack": ("crack", "cracking", "pop", "popping", "click", "clicking", "adjust", "adjustment"),
    "routines": ("routine", "routines", "sets", "programs", "programmes", "workout", "workouts"),
    "now": ("now",),
    "daily": ("daily", "every", "schedule", "setup", "set up"),
    "breaks": ("breaks", "timetable", "status"),
    "pause": ("pause",),
    "resume": ("resume", "unpause"),
    "off": ("off",),
}  # fmt: skip
SUBCOMMAND_BY_WORD: Mapping[str, SubcommandName] = {
    word: name for name, words in WORDS_BY_SUBCOMMAND.items() for word in words
}
POLITE_END = re.compile(r"(?: (?:please|pls|thanks|thank you))+[.!]*$")
TAKES_ARGUMENTS: frozenset[SubcommandName] = frozenset({"now", "daily", "pause"})
CHANGES_CHANNEL: frozenset[SubcommandName] = frozenset({"now", "daily", "pause", "resume", "off"})
"""Subcommands that change something for a whole channel: only an exact match runs them."""
CHANGING_WORDS = tuple(word for word, name in SUBCOMMAND_BY_WORD.items() if name in CHANGES_CHANNEL)


def split_arguments(words: str) -> tuple[SubcommandName, str] | None:
    """Return the subcommand that these words begin with and the words after it, if it takes any; or None."""
    for word, name in SUBCOMMAND_BY_WORD.items():
        if name in TAKES_ARGUMENTS and (words + " ").startswith(word + " "):
            return name, POLITE_END.sub("", words.removeprefix(word)).strip()
    return None
