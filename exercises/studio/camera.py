"""The camera: where it stands, what it frames, and how points come to pixels."""

from dataclasses import dataclass, replace

import numpy as np

from .geometry import Array, Y, rotation, unit, vector

SIZE = (800, 600)
SCALE = 3
FIELD = 26.0  # vertical field of view in degrees
LIGHT = unit(vector(-0.35, 0.82, 0.45))  # towards the light, as seen by a camera that looks along -z


@dataclass(frozen=True)
class Camera:
    """A perspective camera: its axes (right, up, back) as rows, its place, its focal length and frame in pixels."""

    axes: Array
    place: Array
    focal: float
    centre: tuple[float, float]
    size: tuple[int, int] = (SIZE[0] * SCALE, SIZE[1] * SCALE)

    @property
    def grain(self) -> float:
        """How many of this camera's pixels are as long as one of a still's."""
        return self.size[1] / (SIZE[1] * SCALE)

    def smaller(self, by: int) -> "Camera":
        """The same view in a frame so many times smaller."""
        x, y = ((c + 0.5) / by - 0.5 for c in self.centre)
        return replace(self, focal=self.focal / by, centre=(x, y), size=(self.size[0] // by, self.size[1] // by))

    def project(self, points: Array) -> tuple[Array, Array]:
        """Pixels and depths of points."""
        seen = (points - self.place) @ self.axes.T
        depth = -seen[:, 2]
        safe = np.maximum(depth, 1e-6)
        x = self.centre[0] + self.focal * seen[:, 0] / safe
        y = self.centre[1] - self.focal * seen[:, 1] / safe
        return np.column_stack([x, y]), depth

    def rays(self, width: int, height: int) -> Array:
        """The direction in the room through each pixel."""
        x, y = np.meshgrid(np.arange(width), np.arange(height))
        seen = np.stack([(x - self.centre[0]) / self.focal, (self.centre[1] - y) / self.focal, -np.ones(x.shape)], -1)
        return seen @ self.axes

    @property
    def light(self) -> Array:
        """Towards the light: it hangs over the camera's left shoulder, level with the room."""
        back = unit(vector(self.axes[2][0], 0, self.axes[2][2])) if abs(self.axes[2][1]) < 0.98 else self.axes[2]
        right = np.cross(Y, back)
        return unit(LIGHT[0] * right + LIGHT[1] * Y + LIGHT[2] * back)


def look(azimuth: float, elevation: float) -> Array:
    """The camera's axes: azimuth 0 looks at the person's front, 90 at the left side; elevation lifts it."""
    turn = rotation(Y, azimuth) @ rotation(vector(1, 0, 0), -elevation)
    return turn.T


def framed(points: Array, azimuth: float, elevation: float, margin: float = 0.07) -> Camera:
    """The camera that sees all these points, as near as the margin allows."""
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    focal = height / 2 / np.tan(np.radians(FIELD / 2))
    axes = look(azimuth, elevation)
    seen = points @ axes.T
    slope = np.array([width, height]) * (0.5 - margin) / focal
    place = np.zeros(3)
    ends = []
    for k in (0, 1):  # each of the four sides of the frame is a plane; the camera stands where opposite ones meet
        high, low = (seen[:, k] + slope[k] * seen[:, 2]).max(), (seen[:, k] - slope[k] * seen[:, 2]).min()
        place[k] = (high + low) / 2
        ends.append((high - low) / 2 / slope[k])
    place[2] = max(ends)
    return Camera(axes, place @ axes, focal, (width / 2 - 0.5, height / 2 - 0.5))
