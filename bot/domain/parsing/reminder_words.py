"""Whether words are about somebody's own reminders, and what they say of them: `remind me at 3pm`, `no reminders`."""

import re

from bot.domain.parsing.fuzzy import normalize
from bot.domain.parsing.typos import corrected

OFF = "off"
"""What is left of words that turn the reminders off."""
MAX_READ_CHARS = 400
"""More than that is too long anyway."""
SAID = ("remind", "reminder", "reminders", "reminding")
POLITE = re.compile(
    r"^(?:please|pls|hi|hey|hello|limber|can you|could you|would you|will you|can i get|i want|i'd like|i would like"
    r"|i need|you to|to|set up|set|add|create|give me|turn on|get|start|show|change|edit|what are|when are|a|an|my|the"
    r"|private|daily|stretch|stretching|some)\b[ ,]*"
)
POLITE_END = re.compile(r"(?:[ ,]*\b(?:please|pls|thanks|thank you))+[ .!]*$")
REMIND = re.compile(r"^(?:remind(?:er|ers|ing)?)\b[ ,:]*(?:me|myself)?\b[ ,:]*")
NAMELESS = re.compile(
    r"^(?:\d|@\d|-?$|(?:every|each|hourly|once|twice|at|on|off|for|from|between|to|noon|midday|daily|in"
    r"|mon|tue|wed|thu|fri|sat|sun|tomorrow|today|weekdays)\w*\b)"
)
OTHERS = re.compile(
    r"[@#][a-z]|\b(?:us|our|we|team|teams|everyone|everybody|all of us|channel|channels|colleagues|coworkers|people"
    r"|guys|folks|them|him|her|here)\b"
)
NO_MORE = r"(?:off|stop|never|none|cancel|enough|no more|not any ?more|any ?more|no longer|end)"
STOPPED = re.compile(
    r"^(?:please )?(?:stop|stops|cancel|end|delete|remove|disable|mute|quit|no more|no|never|don'?t|do not"
    r"|(?:turn|switch) off|unsubscribe(?: me)?(?: from)?|opt out(?: of)?|i don'?t (?:want|need))"
    r"(?: (?:sending|my|me|the|these|those|all|any|more|private|stretch|stretching|to))*"
    r" (?:remind(?:er|ers|ing)?)(?: me)?(?: (?:to stretch|any ?more|for now|now|again|at all|please))*[ .!]*$"
)
OFF_BEHIND = re.compile(
    rf"^(?:(?:turn|switch) )?(?:my |the |all |private )*remind(?:er|ers|ing)?(?: me)? {NO_MORE}(?: please)?[ .!]*$"
)
PUT_OFF = re.compile(
    r"^(?:pause|snooze|hold|skip|resume|list|see|view|where are|are there) (?:\w+ ){0,2}remind(?:er|ers)\b"
)


def reminder_words(text: str) -> str | None:
    """Return what these words say of somebody's own reminders: "11:00", "off", ""; None if they are about others."""
    words = _corrected(normalize(text[:MAX_READ_CHARS]).replace("’", "'"))
    if "remind" not in words or OTHERS.search(words):
        return None
    if STOPPED.match(words) or OFF_BEHIND.match(words):
        return OFF
    if PUT_OFF.match(words):
        return ""
    return _after_remind(POLITE_END.sub("", words))


def _after_remind(words: str) -> str | None:
    before = ""
    while words != before:
        before, words = words, POLITE.sub("", words)
    found = REMIND.match(words)
    if found is None:
        return None
    rest = words[found.end() :].strip(" .,!?")
    return rest if "me" in found[0].split() or NAMELESS.match(rest) or not rest else None


def _corrected(words: str) -> str:
    return " ".join((corrected(word, SAID) or word) if word.startswith("r") else word for word in words.split())
