"""The still picture of a hold: the position, with where it is felt."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image

from bot.domain.exercises import Hold
from bot.domain.poses import Pose, mirrored
from bot.pictures.body import Body, body_of
from bot.pictures.canvas import Window
from bot.pictures.scene import corners, scene, window_for


def still_png(frames: Mapping[str, Pose], hold: Hold) -> bytes:
    """Draw the position of a hold as PNG."""
    positions, window, floor = stage(frames, hold)
    picture = scene(positions[-1], window, floor)
    alpha = corners(picture)
    flat = picture.quantize(160, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    flat.putalpha(alpha)
    written = BytesIO()
    flat.save(written, "PNG", optimize=True)
    return written.getvalue()


def stage(frames: Mapping[str, Pose], hold: Hold) -> tuple[list[Body], Window, bool]:
    """Return a hold's positions in order, the window that fits its exercise, and whether there is a floor."""
    poses = [mirrored(frames[name]) if hold.mirrored else frames[name] for name in hold.pose]
    window = window_for(body_of(pose) for pose in frames.values())
    return [body_of(pose) for pose in poses], window, poses[-1].view != "top"
