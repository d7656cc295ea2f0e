"""Text that somebody typed, decoded from what Slack makes of it."""

import re
from html import unescape

TOKEN = re.compile(r"<(?:([@#!])|(?=[a-z]+:))([^<>|]*)(?:\|([^<>]*))?>")
"""A mention, a channel or a link, with its label if it has one."""
UNNAMED = {"@": "@someone", "#": "#channel"}
PLAIN_CHARACTERS = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "´": "'",
    "\u00a0": " ", "\u202f": " ", "`": "", "\u200b": "", "\u2060": "", "\ufeff": "",
}  # fmt: skip
"""Quotes, blanks and marks that phones and editors put in, and what was meant."""


def decode_text(text: str) -> str:
    """Return what the person saw while typing, with plain quotes and blanks and without back-ticks."""
    seen = unescape(TOKEN.sub(_label, text))
    return "".join(PLAIN_CHARACTERS.get(character, character) for character in seen)


def _label(token: re.Match[str]) -> str:
    sign, target, label = token.groups()
    if sign == "!":
        return label or f"@{target}"
    if sign:
        return f"{sign}{label.removeprefix(sign)}" if label else UNNAMED[sign]
    return label or target
