"""The strings of the playground's page, found by their quotation marks."""

import re
from collections.abc import Iterator
from pathlib import Path

LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`|>([^<>{}]+)<')
COMMENT = re.compile(r"^\s*(?://|/?\*).*$", re.MULTILINE)
READ = re.compile(r"[^\W\d_]{2,}[^=]*\s[^\W\d_]|^[A-Z][a-z]+$")
CODE = re.compile(r"[{};]|^[a-z-]+(?: [a-z-]+)*$|^\.|=|\bM?\d+ \d")


def strings(file: Path) -> Iterator[str]:
    """Yield the strings of a script or page that people can read."""
    for found in LITERAL.finditer(COMMENT.sub("", file.read_text())):
        said = re.sub(r"\$\{[^}]*\}", "…", next(group for group in found.groups() if group is not None)).strip()
        if READ.search(said) and not CODE.search(said):
            yield said
