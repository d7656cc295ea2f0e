"""The still picture of a hold: its position with the stretched regions highlighted."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image

from bot.domain.exercises import Hold
from bot.domain.poses import Pose, mirrored
from bot.pictures.body import Body, body_from_pose
from bot.pictures.canvas import Viewport
from bot.pictures.scene import draw_scene, fit_viewport, rounded_corner_mask


def still_png(poses: Mapping[str, Pose], hold: Hold) -> bytes:
    """Draw the position of a hold as PNG; raises InvalidPoseError if a pose cannot be drawn."""
    bodies, viewport, has_floor = prepare_scene(poses, hold)
    picture = draw_scene(bodies[-1], viewport, has_floor)
    alpha = rounded_corner_mask(picture)
    reduced = picture.quantize(160, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).convert("RGB")
    reduced.putalpha(alpha)
    file = BytesIO()
    reduced.save(file, "PNG", optimize=True)
    return file.getvalue()


def prepare_scene(poses: Mapping[str, Pose], hold: Hold) -> tuple[list[Body], Viewport, bool]:
    """Return the bodies of a hold in order, the viewport of its exercise, and whether a floor is visible."""
    hold_poses = [mirrored(poses[name]) if hold.mirrored else poses[name] for name in hold.pose]
    viewport = fit_viewport(body_from_pose(pose) for pose in poses.values())
    return [body_from_pose(pose) for pose in hold_poses], viewport, hold_poses[-1].view != "top"
