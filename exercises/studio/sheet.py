"""All pictures on one sheet, to be looked at together."""

import sys

from PIL import Image, ImageDraw, ImageFont

from .__main__ import PICTURES

WIDE, HIGH, COLUMNS = 360, 270, 5


def main(only: str) -> None:
    """Write `sheet.jpg` beside the pictures."""
    paths = [p for p in sorted(PICTURES.glob("*.png")) if p.stem.startswith(only)]
    rows = -(-len(paths) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * WIDE, rows * (HIGH + 22)), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(14)
    for k, path in enumerate(paths):
        x, y = k % COLUMNS * WIDE, k // COLUMNS * (HIGH + 22)
        sheet.paste(Image.open(path).convert("RGB").resize((WIDE, HIGH), Image.Resampling.LANCZOS), (x, y))
        draw.text((x + 6, y + HIGH + 3), path.stem, font=font, fill="black")
    sheet.save(PICTURES / "sheet.jpg", quality=88)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
