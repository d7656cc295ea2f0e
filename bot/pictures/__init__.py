"""Draws every hold from its pose, as a still PNG and as a GIF that is also its timer."""
