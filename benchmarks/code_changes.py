"""Small faults to put into Python code: each is one that a test of the code should notice.

A condition is always or never met, a comparison or an operator is another, a number is one more, a text is another,
nothing is returned, a statement is left out. Docstrings, annotations and imports stay as they are.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_UNTOUCHED = (ast.Import, ast.ImportFrom)
_UNTOUCHED_FIELDS = {"annotation", "returns", "decorator_list"}


class Change(NamedTuple):
    """One fault: where `new` goes in the tree, and what a reader of the list is shown."""

    line: int
    before: str
    after: str
    parent: ast.AST
    field: str
    place: int | None  # where the field is a list: the place in it
    new: ast.AST

    def make(self) -> None:
        """Put the fault into the tree it was found in."""
        if self.place is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.place] = self.new


def changes_in(tree: ast.AST) -> Iterator[Change]:
    """Every fault that can be put into a module, in the same order each time."""
    for field, value in ast.iter_fields(tree):
        if field in _UNTOUCHED_FIELDS:
            continue
        for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or isinstance(node, _UNTOUCHED) or _is_docstring(node):
                continue
            for new in (*_faults(node), *_condition(field, tree, node)):
                ast.fix_missing_locations(ast.copy_location(new, node))
                line = getattr(node, "lineno", getattr(tree, "lineno", 0))
                yield Change(line, _shown(node), _shown(new), tree, field, place, new)
            yield from changes_in(node)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _condition(field: str, parent: ast.AST, node: ast.AST) -> Iterator[ast.AST]:
    """A condition always met and never met."""
    if isinstance(node, ast.Constant):
        return
    if field == "test" or (field == "ifs" and isinstance(parent, ast.comprehension)):
        yield ast.Constant(value=True)
        yield ast.Constant(value=False)


def _faults(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.stmt):
        yield from _of_statement(node)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            ops = [_COMPARED[type(op)]() if at == place else other for at, other in enumerate(node.ops)]
            yield _with(node, ops=ops)
    elif isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield copy.copy(node.operand)
    elif isinstance(node, ast.BinOp) and type(node.op) in _COMPUTED:
        yield _with(node, op=_COMPUTED[type(node.op)]())


def _of_statement(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(value=ast.Constant(value=None))
    elif isinstance(node, ast.AugAssign) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        yield ast.Pass()
    elif isinstance(node, ast.Continue):
        yield ast.Break()
    elif isinstance(node, ast.Break):
        yield ast.Continue()


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(value=not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value=value + 1)
    elif isinstance(value, str):
        yield ast.Constant(value=f"XX{value}")


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:89]}…"
