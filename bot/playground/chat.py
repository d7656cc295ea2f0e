"""The Web API's chat methods, and answers sent to a response URL."""

from typing import Any

from bot.playground.expiring_tokens import ReplyUrl
from bot.playground.models import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Channel, Json, Message, Refused, yes
from bot.playground.workspace import Workspace, direct_id

TRUNCATED_OVER, UPDATE_LIMIT = 40_000, 4000


def post_message(space: Workspace, args: Json) -> Json:
    """chat.postMessage: into a channel, or to a person."""
    space.need("chat:write")
    person = space.people.get(args.get("channel", ""))
    place = _named(space, args | ({"channel": direct_id(person.id)} if person else {}))
    channel = _open_to_bot(space, place, public=True)
    parts = _parts(args)
    metadata = args.get("metadata")
    message = space.post(channel.id, BOT_USER, thread_ts=args.get("thread_ts"), metadata=metadata, **parts)
    answer: Json = {"channel": channel.id, "ts": message.ts, "message": message_object(message)}
    if len(args.get("text") or "") > TRUNCATED_OVER:
        answer |= {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
    return answer


def post_ephemeral(space: Workspace, args: Json) -> Json:
    """chat.postEphemeral: for one person of the channel; its `message_ts` is good for nothing."""
    space.need("chat:write")
    channel = _open_to_bot(space, _named(space, args))
    if args.get("user") not in channel.members:
        raise Refused("user_not_in_channel")
    message = space.post(channel.id, BOT_USER, seen_by=args["user"], thread_ts=args.get("thread_ts"), **_parts(args))
    return {"message_ts": message.ts}


def update(space: Workspace, args: Json) -> Json:
    """chat.update: the bot's own messages, never ephemeral ones; text alone takes the blocks away."""
    space.need("chat:write")
    message = _own(space, args, "cant_update_message", "is_inactive")
    if len(args.get("text") or "") > UPDATE_LIMIT:
        raise Refused("msg_too_long")
    parts = _parts(args)
    kept = args.get("metadata", message.metadata)
    message = space.change(message, edited=message.edited or not parts["blocks"], metadata=kept, **parts)
    return {"channel": message.channel, "ts": message.ts, "text": message.text, "message": message_object(message)}


def delete(space: Workspace, args: Json) -> Json:
    """chat.delete: the bot's own messages."""
    space.need("chat:write")
    message = _own(space, args, "cant_delete_message", "is_archived")
    space.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def answer(space: Workspace, url: ReplyUrl, args: Json) -> None:
    """What was sent to a response URL: an answer of its own, or a change of the message the click was made on."""
    source = url.source and space.find(url.channel, url.source.ts, url.user)
    if yes(args, "delete_original"):
        if source:
            space.remove(source)
        if not says_anything(args):
            return
    parts = _parts(args)
    if yes(args, "replace_original") and source:
        space.change(source, **parts)
        return
    kind = "in_channel" if args.get("response_type") == "in_channel" else "ephemeral"
    reader = None if kind == "in_channel" else url.user
    thread = args.get("thread_ts") if kind == "in_channel" else None
    space.post(url.channel, BOT_USER, seen_by=reader, response_type=kind, thread_ts=thread, **parts)


def message_object(message: Message) -> Json:
    """A message as Slack sends it."""
    shown: Json = {"type": "message", "ts": message.ts, "user": message.user, "text": message.text, "team": TEAM_ID}
    if message.user == BOT_USER:
        shown |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.blocks:
        shown["blocks"] = message.blocks
    if message.edited:
        shown["edited"] = {"user": message.user, "ts": message.ts}
    return shown | {key: value for key in ("thread_ts", "metadata") if (value := getattr(message, key))}


def says_anything(args: Json) -> bool:
    """Whether there is something to read in a message."""
    return bool(args.get("text") or args.get("blocks") or args.get("attachments") or args.get("markdown_text"))


def _parts(args: Json) -> dict[str, Any]:
    if not says_anything(args):
        raise Refused("no_text")
    if args.get("markdown_text") and (args.get("text") or args.get("blocks")):
        raise Refused("markdown_text_conflict")
    text = str(args.get("text") or args.get("markdown_text") or "")
    return {"text": text[:TRUNCATED_OVER], "blocks": args.get("blocks") or []}


def _named(space: Workspace, args: Json) -> Channel:
    channel = space.channels.get(args.get("channel", ""))
    if channel is None:
        raise Refused("channel_not_found")
    if channel.direct and not space.features.get("app_home", {}).get("messages_tab_enabled"):
        raise Refused("messages_tab_disabled")
    return channel


def _open_to_bot(space: Workspace, channel: Channel, public: bool = False) -> Channel:
    inside = BOT_USER in channel.members
    if channel.private and not inside:
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if not inside and not (public and "chat:write.public" in space.scopes):
        raise Refused("not_in_channel")
    return channel


def _own(space: Workspace, args: Json, not_own: str, archived: str) -> Message:
    channel = _named(space, args)
    if channel.private and BOT_USER not in channel.members:
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused(archived)
    message = channel.messages.get(args.get("ts", ""))
    if message is None:
        raise Refused("message_not_found")
    if message.user != BOT_USER:
        raise Refused(not_own)
    return message


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
}
