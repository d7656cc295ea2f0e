"""Uploaded files: the Web API's methods for them, the address they are sent to, and their download."""

import re

from aiohttp import web

from bot.playground.chat import channel_to_post_in
from bot.playground.models import ApiError, Json
from bot.playground.uploads import File
from bot.playground.workspace import Workspace

CHANNEL_ID = re.compile("[CGDZ][A-Z0-9]+")
WRONG_CHANNEL_ID = "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"
"""What Slack says to a person's id, which chat.postMessage takes; the playground's own ids are shorter."""
UPLOAD, DOWNLOAD = "/upload/v1/{team}/{key}", "/files/{team}/{key}/{name}"


def get_upload_url(workspace: Workspace, args: Json) -> Json:
    """Serve files.getUploadURLExternal."""
    workspace.require_scope("files:write")
    for name in ("filename", "length"):
        if not args.get(name):
            raise ApiError("invalid_arguments", f"[ERROR] missing required field: {name} [json-pointer:/{name}]")
    if not args["length"].isdigit() or int(args["length"]) == 0:
        raise ApiError("invalid_arguments", "[ERROR] must be more than 0 [json-pointer:/length]")
    file = workspace.uploads.announce(args["filename"], int(args["length"]))
    return {"file_id": file.id, "upload_url": workspace.url + UPLOAD.format(team=workspace.team.id, key=file.key)}


def complete_upload(workspace: Workspace, args: Json) -> Json:
    """Serve files.completeUploadExternal: share the files in a conversation, or in none."""
    workspace.require_scope("files:write")
    titles = _titles(args)
    files = [_uploaded(workspace, file_id) for file_id in titles]
    objects = [_file_object(workspace, file, titles[file.id]) for file in files]
    if args.get("channel_id"):
        if not CHANNEL_ID.fullmatch(args["channel_id"]):
            raise ApiError("invalid_arguments", WRONG_CHANNEL_ID)
        channel = channel_to_post_in(workspace, args["channel_id"])
        text, thread = args.get("initial_comment", ""), args.get("thread_ts")
        workspace.post(channel.id, workspace.bot_user, text=text, files=objects, thread_ts=thread)
    for file in files:
        file.completed = True
    return {"files": objects}


async def receive(workspace: Workspace, request: web.Request) -> web.Response:
    """Take the contents of an announced file, once; they must be as long as was said."""
    file, contents = workspace.uploads.at(request.match_info["key"]), await _contents(request)
    if file is None or file.contents is not None or len(contents) != file.length:
        said = f"{len(contents)} bytes instead of {file.length}" if file else "nobody asked for this address"
        workspace.report_problem(f"Slack refused an upload: {said}", method="upload")
        return web.Response(status=400, text=said)
    file.contents = contents
    return web.Response(text=f"OK - {file.length}")


def send(workspace: Workspace, key: str) -> web.Response:
    """Give a shared file to whoever knows its address, to be saved."""
    file = workspace.uploads.at(key)
    if file is None or not file.completed:
        raise web.HTTPNotFound
    headers = {"Content-Disposition": f'attachment; filename="{_safe(file.name)}"'}
    return web.Response(body=file.contents, content_type="application/octet-stream", headers=headers)


async def _contents(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    parts = (await request.post()).values()
    return next((part.file.read() for part in parts if isinstance(part, web.FileField)), b"")


def _titles(args: Json) -> dict[str, str]:
    """Return the title of each file, by its id."""
    given = args.get("files") or []
    if not given or not all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in given):
        raise ApiError("invalid_arguments", "[ERROR] missing required field: id [json-pointer:/files]")
    return {each["id"]: str(each.get("title") or "") for each in given}


def _uploaded(workspace: Workspace, file_id: str) -> File:
    file = workspace.uploads.get(file_id)
    if file is None or file.contents is None or file.completed:
        raise ApiError("file_not_found")
    return file


def _file_object(workspace: Workspace, file: File, title: str) -> Json:
    address = DOWNLOAD.format(team=workspace.team.id, key=file.key, name=_safe(file.name))
    about = {"id": file.id, "name": file.name, "title": title or file.name, "size": file.length}
    return about | {"user": workspace.bot_user, "url_private_download": workspace.url + address}


def _safe(name: str) -> str:
    return re.sub(r"[^\w.-]+", "_", name, flags=re.ASCII)


METHODS = {"files.getUploadURLExternal": get_upload_url, "files.completeUploadExternal": complete_upload}
