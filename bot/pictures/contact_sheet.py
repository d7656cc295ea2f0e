"""Export of all pictures into a folder, with an index page and a contact sheet."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from html import escape
from pathlib import Path
from shutil import copyfile

from PIL import Image

from bot.domain.exercises import Exercise
from bot.domain.library import Library
from bot.pictures.picture_store import PictureStore

ProgressCallback = Callable[[int, int, str], None]
"""Called after each picture with the number done, the total and the name of the last."""

COLUMNS, CELL_SIZE_PX = 6, (270, 202)
PAGE_CSS = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
section { margin: 2.5rem 0 }
div { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 1.25rem }
figure { margin: 0 }
img { width: 100%; height: auto }
figcaption small { display: block; opacity: .8 }
"""


def draw_all(picture_store: PictureStore, folder: Path, report: ProgressCallback) -> Path:
    """Put every picture into folder/pictures, write index.html and contact-sheet.png, return the page's path."""
    names = list(picture_store.names())
    with ProcessPoolExecutor() as pool:
        for number, (name, path) in enumerate(zip(names, pool.map(picture_store.path, names), strict=True), 1):
            _copy_picture(path, folder / "pictures" / name)
            report(number, len(names), names[number - 1])
    _contact_sheet(picture_store, folder / "contact-sheet.png")
    page = folder / "index.html"
    page.write_text(_page_html(picture_store), encoding="utf-8")
    return page


def _copy_picture(path: Path | None, copy: Path) -> None:
    if path and path != copy:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copyfile(path, copy)


def _contact_sheet(picture_store: PictureStore, path: Path) -> None:
    """Write the still pictures of all holds in a grid, in the order of the library."""
    stills = [drawn for name in picture_store.names() if name.endswith(".png") and (drawn := picture_store.path(name))]
    rows = -(-len(stills) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * CELL_SIZE_PX[0], max(rows, 1) * CELL_SIZE_PX[1]), "white")
    for index, still in enumerate(stills):
        with Image.open(still) as picture:
            small = picture.convert("RGBA").resize((CELL_SIZE_PX[0] - 8, CELL_SIZE_PX[1] - 8), Image.Resampling.LANCZOS)
        sheet.paste(small, (index % COLUMNS * CELL_SIZE_PX[0] + 4, index // COLUMNS * CELL_SIZE_PX[1] + 4), small)
    sheet.save(path, optimize=True)


def _page_html(picture_store: PictureStore) -> str:
    sections = "".join(_exercise_html(picture_store, exercise) for exercise in picture_store.library.exercises)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Limber's pictures</title><style>{PAGE_CSS}</style></head>\n"
        f"<body><h1>Limber's pictures</h1><p>{_summary(picture_store.library)}</p>{sections}</body></html>\n"
    )


def _summary(library: Library) -> str:
    holds = sum(len(exercise.holds) for exercise in library.exercises)
    return f"{len(library.exercises)} exercises, {holds} holds. Each picture stands for the words below it."


def _exercise_html(picture_store: PictureStore, exercise: Exercise) -> str:
    figures = "".join(_figures_html(picture_store, exercise))
    return f"<section><h2>{escape(exercise.name)}</h2><div>{figures}</div></section>\n"


def _figures_html(picture_store: PictureStore, exercise: Exercise) -> Iterator[str]:
    for number, hold in enumerate(exercise.holds):
        if not (name := picture_store.still_name(exercise, number)):
            continue
        caption = f"{number + 1}. {hold.title}, {hold.seconds} s"
        yield (
            f'<figure><img src="pictures/{name}" alt="{escape(hold.picture)}" width="540" height="405" loading="lazy">'
            f"<figcaption>{escape(caption)}<small>{escape(hold.picture)}</small></figcaption></figure>\n"
        )
