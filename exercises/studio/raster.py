"""The z-buffer: which triangle each pixel shows, and where in it."""

from dataclasses import dataclass

import numba
import numpy as np

EMPTY = -1


@dataclass(frozen=True)
class Buffers:
    """Per pixel: depth in metres, the triangle's number or EMPTY, and two barycentric coordinates."""

    depth: np.ndarray
    triangle: np.ndarray
    u: np.ndarray
    v: np.ndarray


@numba.njit(cache=True)
def fill(xy, z, faces, depth, triangle, us, vs, perspective):  # noqa: ANN001, ANN201
    """Draw all triangles into the buffers; depths are mixed as the perspective asks."""
    height, width = depth.shape
    for t in range(len(faces)):
        a, b, c = faces[t]
        za, zb, zc = z[a], z[b], z[c]
        if perspective and (za < 0.05 or zb < 0.05 or zc < 0.05):
            continue
        ax, ay, bx, by, cx, cy = xy[a, 0], xy[a, 1], xy[b, 0], xy[b, 1], xy[c, 0], xy[c, 1]
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        left, right = max(0, int(np.ceil(min(ax, bx, cx)))), min(width - 1, int(np.floor(max(ax, bx, cx))))
        top, bottom = max(0, int(np.ceil(min(ay, by, cy)))), min(height - 1, int(np.floor(max(ay, by, cy))))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                wb = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
                wc = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
                wa = 1.0 - wb - wc
                if wa < -1e-9 or wb < -1e-9 or wc < -1e-9:
                    continue
                if perspective:
                    wa, wb, wc = wa / za, wb / zb, wc / zc
                    d = 1.0 / (wa + wb + wc)
                    wb, wc = wb * d, wc * d
                else:
                    d = wa * za + wb * zb + wc * zc
                if d < depth[y, x]:
                    depth[y, x], triangle[y, x], us[y, x], vs[y, x] = d, t, wb, wc


def rasterize(xy: np.ndarray, z: np.ndarray, faces: np.ndarray, size: tuple[int, int], perspective: bool) -> Buffers:
    """Buffers of `size` (width, height) with these triangles drawn."""
    shape = (size[1], size[0])
    made = Buffers(np.full(shape, np.inf), np.full(shape, EMPTY, np.int32), np.zeros(shape), np.zeros(shape))
    fill(xy, z, faces, made.depth, made.triangle, made.u, made.v, perspective)
    return made


def interpolate(values: np.ndarray, faces: np.ndarray, buffers: Buffers, shown: np.ndarray) -> np.ndarray:
    """Values at the vertices, mixed for each shown pixel."""
    corners = faces[buffers.triangle[shown]]
    u, v = buffers.u[shown][:, None], buffers.v[shown][:, None]
    return values[corners[:, 0]] * (1 - u - v) + values[corners[:, 1]] * u + values[corners[:, 2]] * v


@numba.njit(cache=True)
def edges(depth, part, stuff, flat, jump, line):  # noqa: ANN001, ANN201
    """Mark where lines run: between stuffs, between parts, and where the depth jumps."""
    height, width = depth.shape
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            for dy, dx in ((0, 1), (1, 0)):
                p, q = part[y, x], part[y + dy, x + dx]
                if p < 0 and q < 0:
                    continue
                if p < 0 or q < 0 or stuff[y, x] != stuff[y + dy, x + dx]:
                    line[y, x] = 1
                    continue
                d, e = depth[y, x], depth[y + dy, x + dx]
                step = abs(e - d)
                before, after = depth[y - dy, x - dx], depth[min(y + 2 * dy, height - 1), min(x + 2 * dx, width - 1)]
                bend = min(abs(2 * d - before - e), abs(2 * e - d - after))
                if (p != q and (flat[y, x] or step > 0.004)) or min(bend, step) > jump[y, x]:
                    line[y, x] = 1
