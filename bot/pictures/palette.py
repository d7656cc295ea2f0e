"""The colours of the pictures, distinguishable by lightness alone."""

Colour = tuple[int, int, int]

PANEL: Colour = (250, 244, 234)
FLOOR: Colour = (238, 226, 206)

SKIN: Colour = (222, 164, 124)
HAIR: Colour = (78, 52, 44)
SHIRT: Colour = (87, 163, 160)
TROUSERS: Colour = (58, 72, 108)
GLOW: Colour = (255, 196, 61)

WOOD: Colour = (193, 158, 120)
CLOTH: Colour = (176, 190, 158)
SHEET: Colour = (214, 221, 230)
PILLOW: Colour = (196, 190, 224)
FRAME: Colour = (166, 134, 102)

ACCENT: Colour = (214, 92, 52)
TRACK: Colour = (226, 212, 190)
INK: Colour = (66, 52, 46)


def mix(first: Colour, second: Colour, fraction: float) -> Colour:
    """Return the mix of two colours with a fraction (0 to 1) of the second."""
    red, green, blue = (round(a + (b - a) * fraction) for a, b in zip(first, second, strict=True))
    return red, green, blue


def outline_tone(colour: Colour) -> Colour:
    """Return the darker tone for the outline of a shape."""
    return mix(colour, (30, 22, 30), 0.38)


def far_tone(colour: Colour) -> Colour:
    """Return the darker tone for a limb on the far side of the body."""
    return mix(colour, (52, 44, 62), 0.3)
