"""All pictures in one folder, with a page to browse them and one large picture to review them."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from html import escape
from pathlib import Path
from shutil import copyfile

from PIL import Image

from bot.domain.exercises import Exercise, Library
from bot.pictures.picture_store import PictureStore

Report = Callable[[int, int, str], None]
"""Told after each picture: how many are drawn, of how many, and the name of the last."""

COLUMNS, CELL = 6, (270, 202)
STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
section { margin: 2.5rem 0 }
div { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.25rem }
figure { margin: 0 }
img { width: 100%; height: auto }
figcaption small { display: block; opacity: .8 }
"""


def draw_all(picture_store: PictureStore, folder: Path, report: Report) -> Path:
    """Draw every picture into folder/pictures, with index.html and contact-sheet.png; return the page."""
    names = list(picture_store.names())
    with ProcessPoolExecutor() as pool:
        for number, drawn in enumerate(pool.map(picture_store.path, names), 1):
            _keep(drawn, folder / "pictures")
            report(number, len(names), names[number - 1])
    _contact_sheet(picture_store, folder / "contact-sheet.png")
    page = folder / "index.html"
    page.write_text(_page(picture_store), encoding="utf-8")
    return page


def _keep(drawn: Path | None, folder: Path) -> None:
    if drawn and drawn.parent != folder:
        folder.mkdir(parents=True, exist_ok=True)
        copyfile(drawn, folder / drawn.name)


def _contact_sheet(picture_store: PictureStore, path: Path) -> None:
    """Write the still pictures of all holds side by side, in the order of the library."""
    stills = [drawn for name in picture_store.names() if name.endswith(".png") and (drawn := picture_store.path(name))]
    rows = -(-len(stills) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL[0], max(rows, 1) * CELL[1]), "white")
    for place, still in enumerate(stills):
        with Image.open(still) as picture:
            small = picture.convert("RGBA").resize((CELL[0] - 8, CELL[1] - 8), Image.Resampling.LANCZOS)
        sheet.paste(small, (place % COLUMNS * CELL[0] + 4, place // COLUMNS * CELL[1] + 4), small)
    sheet.save(path, optimize=True)


def _page(picture_store: PictureStore) -> str:
    sections = "".join(_section(picture_store, exercise) for exercise in picture_store.library.exercises)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Limber's pictures</title><style>{STYLE}</style></head>\n"
        f"<body><h1>Limber's pictures</h1><p>{_counted(picture_store.library)}</p>{sections}</body></html>\n"
    )


def _counted(library: Library) -> str:
    holds = sum(len(exercise.holds) for exercise in library.exercises)
    return f"{len(library.exercises)} exercises, {holds} holds. Each picture stands for the words below it."


def _section(picture_store: PictureStore, exercise: Exercise) -> str:
    figures = "".join(_figures(picture_store, exercise))
    return f"<section><h2>{escape(exercise.name)}</h2><div>{figures}</div></section>\n"


def _figures(picture_store: PictureStore, exercise: Exercise) -> Iterator[str]:
    for number, hold in enumerate(exercise.holds):
        if not (name := picture_store.still_name(exercise, number)):
            continue
        said = f"{number + 1}. {hold.title}, {hold.seconds} s"
        yield (
            f'<figure><img src="pictures/{name}" alt="{escape(hold.picture)}" width="540" height="405" loading="lazy">'
            f"<figcaption>{escape(said)}<small>{escape(hold.picture)}</small></figcaption></figure>\n"
        )
