"""The Web API's chat methods, and messages sent to a response URL."""

from typing import Any

from bot.playground.expiring_tokens import ResponseUrl
from bot.playground.models import APP_ID, ApiError, Channel, Json, Message, Team, direct_id, is_true
from bot.playground.workspace import Workspace

MAX_TEXT_LENGTH, MAX_UPDATE_TEXT_LENGTH = 40_000, 4000


def post_message(workspace: Workspace, args: Json) -> Json:
    """Serve chat.postMessage, to a channel or a user."""
    workspace.require_scope("chat:write")
    person = workspace.people.get(args.get("channel", ""))
    if person and person.bot:
        raise ApiError("cannot_dm_bot")
    target = direct_id(person.id) if person else args.get("channel", "")
    channel = channel_to_post_in(workspace, target, allow_public=True)
    fields = _message_fields(args)
    fields |= {"thread_ts": args.get("thread_ts"), "metadata": args.get("metadata")}
    message = workspace.post(channel.id, workspace.bot_user, **fields)
    response: Json = {"channel": channel.id, "ts": message.ts, "message": message_object(workspace.team, message)}
    if len(args.get("text") or "") > MAX_TEXT_LENGTH:
        response |= {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
    return response


def post_ephemeral(workspace: Workspace, args: Json) -> Json:
    """Serve chat.postEphemeral; as in Slack, no other method accepts its `message_ts`."""
    workspace.require_scope("chat:write")
    channel = channel_to_post_in(workspace, args.get("channel", ""))
    if args.get("user") not in channel.members:
        raise ApiError("user_not_in_channel")
    message = workspace.post(
        channel.id, workspace.bot_user, seen_by=args["user"], thread_ts=args.get("thread_ts"), **_message_fields(args)
    )
    return {"message_ts": message.ts}


def update(workspace: Workspace, args: Json) -> Json:
    """Serve chat.update for the bot's own, non-ephemeral messages; text without blocks removes the blocks."""
    workspace.require_scope("chat:write")
    message = _find_own_message(workspace, args, "cant_update_message", "is_inactive")
    if len(args.get("text") or "") > MAX_UPDATE_TEXT_LENGTH:
        raise ApiError("msg_too_long")
    fields = _message_fields(args)
    new_metadata = args.get("metadata", message.metadata)
    message = workspace.change(message, edited=message.edited or not fields["blocks"], metadata=new_metadata, **fields)
    about = {"channel": message.channel, "ts": message.ts, "text": message.text}
    return about | {"message": message_object(workspace.team, message)}


def delete(workspace: Workspace, args: Json) -> Json:
    """Serve chat.delete for the bot's own messages."""
    workspace.require_scope("chat:write")
    message = _find_own_message(workspace, args, "cant_delete_message", "is_archived")
    workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def apply_response(workspace: Workspace, response_url: ResponseUrl, args: Json) -> None:
    """Apply a message sent to a response URL: post it, or replace or delete the source message."""
    source = response_url.source and workspace.find(response_url.channel, response_url.source.ts, response_url.user)
    if is_true(args, "delete_original"):
        if source:
            workspace.remove(source)
        if not has_content(args):
            return
    fields = _message_fields(args)
    if is_true(args, "replace_original") and source:
        workspace.change(source, **fields)
        return
    response_type = "in_channel" if args.get("response_type") == "in_channel" else "ephemeral"
    recipient = None if response_type == "in_channel" else response_url.user
    thread = args.get("thread_ts") if response_type == "in_channel" else None
    about = {"seen_by": recipient, "response_type": response_type, "thread_ts": thread}
    workspace.post(response_url.channel, workspace.bot_user, **about, **fields)


def channel_to_post_in(workspace: Workspace, channel_id: str, allow_public: bool = False) -> Channel:
    """Return a channel in which the bot may post; raises ApiError for any other."""
    channel = _find_channel(workspace, channel_id)
    is_member = workspace.bot_user in channel.members
    if channel.private and not is_member:
        raise ApiError("channel_not_found")
    if channel.archived:
        raise ApiError("is_archived")
    if not is_member and not (allow_public and "chat:write.public" in workspace.scopes):
        raise ApiError("not_in_channel")
    return channel


def message_object(team: Team, message: Message) -> Json:
    """Return the message object of Slack's API."""
    fields: Json = {"type": "message", "ts": message.ts, "user": message.user, "text": message.text, "team": team.id}
    if message.user == team.bot_user:
        fields |= {"bot_id": team.bot_id, "app_id": APP_ID}
    if message.blocks:
        fields["blocks"] = message.blocks
    if message.edited:
        fields["edited"] = {"user": message.user, "ts": message.ts}
    return fields | {key: value for key in ("thread_ts", "metadata", "files") if (value := getattr(message, key))}


def has_content(args: Json) -> bool:
    """Return whether the arguments contain text, blocks or attachments."""
    return bool(args.get("text") or args.get("blocks") or args.get("attachments") or args.get("markdown_text"))


def _message_fields(args: Json) -> dict[str, Any]:
    if not has_content(args):
        raise ApiError("no_text")
    if args.get("markdown_text") and (args.get("text") or args.get("blocks")):
        raise ApiError("markdown_text_conflict")
    text = str(args.get("text") or args.get("markdown_text") or "")
    return {"text": text[:MAX_TEXT_LENGTH], "blocks": args.get("blocks") or []}


def _find_channel(workspace: Workspace, channel_id: str) -> Channel:
    channel = workspace.channels.get(channel_id)
    if channel is None:
        raise ApiError("channel_not_found")
    if channel.direct and not workspace.features.get("app_home", {}).get("messages_tab_enabled"):
        raise ApiError("messages_tab_disabled")
    return channel


def _find_own_message(workspace: Workspace, args: Json, not_own_error: str, archived_error: str) -> Message:
    channel = _find_channel(workspace, args.get("channel", ""))
    if channel.private and workspace.bot_user not in channel.members:
        raise ApiError("channel_not_found")
    if channel.archived:
        raise ApiError(archived_error)
    message = channel.messages.get(args.get("ts", ""))
    if message is None:
        raise ApiError("message_not_found")
    if message.user != workspace.bot_user:
        raise ApiError(not_own_error)
    return message


METHODS = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
}
