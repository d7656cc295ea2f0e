"""What a module makes while it is imported: every call that is no constant's, found in its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

EVERYWHERE = frozenset({
    "re.compile", "frozenset", "tuple", "range", "dict.fromkeys", "datetime", "timedelta", "time",
    "datetime.max.replace", "Path", "Path.home",  # values that nothing can change
    "dataclass", "field", "fields", "TypeVar", "Len", "Ge", "Le",  # what a class or a type is made of
    "lru_cache", "asynccontextmanager", "contextmanager",  # say how a function is called
    "logging.getLogger",  # a name; where the log goes is said later
})  # fmt: skip
"""What may be called anywhere: it gives a constant."""
SOMEWHERE = {
    "bot/cli": {"typer.Typer", "typer.Option", "typer.Argument", "app.command", "app.callback"},  # the words of the CLI
    "bot/core/settings.py": {  # fields of a class
        "SettingsConfigDict", "SecretStr", "Field", "AfterValidator", "BeforeValidator",
    },
    "bot/pictures": {"mix", "outline_tone", "far_tone"},  # a colour from colours
    "bot/store": {  # the form of tables and statements; they are connected to no database
        "MetaData", "Table", "Column", "String", "DateTime", "Index", "UniqueConstraint", "ForeignKey",
        "id_column", "person_key",
        "select", "update", "union_all", "literal", "bindparam", "case", "func.coalesce", "func.min", "func.max",
        "postgres.insert", "sqlite.insert",
    },
    "bot/views": {"Option"},  # an entry of a menu, in words
}  # fmt: skip
"""What may be called in these folders and files only."""
GRAMMAR = {"bot/playground/block_kit.py", "bot/playground/block_elements.py", "bot/playground/external_select.py"}
"""One big constant each: Block Kit's rules, written as functions of functions. Here every call is part of it."""


def made_at_import(file: Path, root: Path, frozen: frozenset[str]) -> list[str]:
    """Return each call in this file that may make more than a constant; `frozen` are the classes of constants."""
    place = file.relative_to(root).as_posix()
    if place in GRAMMAR:
        return []
    allowed = EVERYWHERE | frozen
    for where, names in SOMEWHERE.items():
        allowed |= names if f"{place}/".startswith(f"{where}/") else set()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    own = {node.name: node for node in tree.body if isinstance(node, Function)}
    return [f"{place}:{call.lineno} {ast.unparse(call.func)}" for call in _calls(tree) if not _fine(call, allowed, own)]


def frozen_classes(folder: Path) -> frozenset[str]:
    """Return the names of the dataclasses that are frozen."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in folder.rglob("*.py"))
    classes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    return frozenset(it.name for it in classes if any("frozen=True" in ast.unparse(how) for how in it.decorator_list))


def _fine(call: ast.Call, allowed: frozenset[str], own: dict[str, Function]) -> bool:
    """Whether it gives a constant: by its name, as a method of what a constant gave, or as a function of the file."""
    name = ast.unparse(call.func)
    if name in allowed or not _is_dotted(call.func) or name.endswith((".items", ".startswith", ".casefold")):
        return True
    if name not in own:
        return False
    given = {argument.arg for argument in own[name].args.args}
    inner = [each for part in own[name].body for each in _calls(part)]
    return all(ast.unparse(each.func).partition(".")[0] in given or _fine(each, allowed, {}) for each in inner)


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls that are made when this is executed: not those within functions that it only defines."""
    if isinstance(node, ast.Lambda) or (isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)):
        return
    if isinstance(node, ast.Call):
        yield node
    for child in _executed(node):
        yield from _calls(child)


def _executed(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, Function):
        yield from [*node.decorator_list, node.args, *([node.returns] if node.returns else [])]
    else:
        yield from ast.iter_child_nodes(node)
