"""The strings of Python code that people can read, found in its syntax tree: no docstring, no log line, no pattern."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PLACEHOLDER = "…"
UNREAD_CALLS = ("logger.", "_log", "re.compile", "text", "getattr", "NotImplementedError", "TypeVar", "NewType")
"""Calls whose arguments no person reads."""
SENTENCE = re.compile(r"(?=.*[^\W\d_]{2}).*\s|^[A-Z][a-z]+[^\w]*$", re.DOTALL)
"""Two letters and a blank, or one capitalised word, as on a button."""


def strings(file: Path) -> Iterator[str]:
    """Yield the strings of a file that people can read, in order, `…` where a value is filled in."""
    tree = ast.parse(file.read_text())
    unread = {id(node) for node in _unread(tree)}
    for node in _outermost(tree):
        said = _text(node)
        if id(node) not in unread and SENTENCE.search(said):
            yield said


def _outermost(tree: ast.AST) -> Iterator[ast.expr]:
    """Yield string literals and f-strings, not the parts of the latter."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) or _is_text(node)]
    outermost = [node for node in found if isinstance(node, ast.JoinedStr) or id(node) not in inner]
    yield from sorted(outermost, key=lambda node: (node.lineno, node.col_offset))


def _unread(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and _is_text(node.value):
            yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith(UNREAD_CALLS):
            yield from ast.walk(node)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    return str(node.value) if isinstance(node, ast.Constant) else PLACEHOLDER
