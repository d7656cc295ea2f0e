"""Why Slack does not let the bot post in a channel, and what a person can do about it."""

INVITE = "/invite @limber"
ABSENT = frozenset({"channel_not_found", "not_in_channel"})
"""Errors of channels that the bot is not in, or not any more."""
FORBIDDEN = frozenset({"no_permission", "access_denied", "ekm_access_denied", "messages_tab_disabled"})


def refuses_channel(error: str) -> bool:
    """Say whether this error of Slack's is about the channel, so that trying again later does not help."""
    return error in ABSENT | FORBIDDEN | {"is_archived"} or error.startswith("restricted_action")


def why_refused(error: str) -> str:
    """Return a sentence for this error of Slack's: why nothing can be posted in the channel, and what helps."""
    if error in ABSENT:
        return f"I am not in the channel. Type `{INVITE}` there to let me in."
    if error == "is_archived":
        return "The channel is archived. Once somebody has unarchived it, breaks can go on."
    if refuses_channel(error):
        return "Only some people may post in the channel. Ask whoever looks after it to let Limber post."
    return f"Slack does not let me post there ({error}). It may pass by itself; please try again later."
