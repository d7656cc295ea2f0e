"""Long text in pieces that end with a line."""

from collections.abc import Iterable


def pieces_of(text: str, size: int) -> list[str]:
    """Return pieces of at most so many characters, each of whole lines; only a longer line is a longer piece."""
    pieces = [""]
    for line in text.splitlines():
        joined = f"{pieces[-1]}\n{line}" if pieces[-1] else line
        if pieces[-1] and len(joined) > size:
            pieces.append(line)
        else:
            pieces[-1] = joined
    return pieces


def grouped(items: Iterable[str], size: int) -> list[tuple[str, ...]]:
    """Return the items in groups of this size, the last one perhaps smaller."""
    listed = tuple(items)
    return [listed[start : start + size] for start in range(0, len(listed), size)]
