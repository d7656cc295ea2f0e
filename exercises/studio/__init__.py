"""The drawing studio: renders pictures of a 3D body doing each stretch, ahead of time."""
