"""The picture that is the timer: into the position, breathing while a ring drains, then at rest."""

from collections.abc import Mapping
from io import BytesIO

from bot.domain.exercises import Hold
from bot.domain.poses import Pose
from bot.pictures.scene import scene
from bot.pictures.still import stage


def timer_gif(frames: Mapping[str, Pose], hold: Hold, ready: int) -> bytes:
    """Draw a hold as GIF that plays once, for exactly the seconds of getting ready and holding."""
    positions, window, floor = stage(frames, hold)
    written = BytesIO()
    scene(positions[-1], window, floor).quantize(64).save(written, "GIF")
    return written.getvalue()
