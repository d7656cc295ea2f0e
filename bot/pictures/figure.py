"""The person: all body parts in drawing order."""

from bot.pictures.body import Body
from bot.pictures.canvas import Canvas
from bot.pictures.face import draw_head
from bot.pictures.highlight import draw_highlights
from bot.pictures.limbs import draw_arm, draw_gripping_fingers, draw_leg
from bot.pictures.trunk import draw_pelvis, draw_torso


def draw_figure(canvas: Canvas, body: Body) -> None:
    """Draw a body with its highlights, from the farthest part to the nearest."""
    draw_highlights(canvas, body, "behind")
    for part in body.drawing_order:
        _draw_part(canvas, body, part)
        draw_highlights(canvas, body, part)
    draw_gripping_fingers(canvas, body)


def _draw_part(canvas: Canvas, body: Body, part: str) -> None:
    match part:
        case "torso":
            draw_torso(canvas, body)
        case "pelvis":
            draw_pelvis(canvas, body)
        case "head":
            draw_head(canvas, body)
        case "armR" | "armL":
            draw_arm(canvas, body, part[-1])
        case "legR" | "legL":
            draw_leg(canvas, body, part[-1])
