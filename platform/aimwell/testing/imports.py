"""A plugin stands on ``aimwell``'s public names, the standard library and what it declares: nothing else."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from types import ModuleType

import aimwell


def check_imports(module: ModuleType, needs: Collection[str]) -> None:
    """AssertionError naming the line of the first import that a plugin may not make."""
    file = Path(str(module.__file__))
    for line, name in _imported(ast.parse(file.read_text(encoding="utf-8"))):
        top = name.partition(".")[0]
        public = name == "aimwell" or name.removeprefix("aimwell.") in aimwell.__all__
        allowed = public if top == "aimwell" else top in sys.stdlib_module_names or top in needs
        assert allowed, (
            f"{file.name}:{line} imports {name}: a plugin imports the public names of aimwell, "
            f"the standard library, and the dependencies that it declares (needs=…)"
        )


def _imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            names = [start] if start != "aimwell" else [f"aimwell.{alias.name}" for alias in node.names]
            yield from ((node.lineno, name) for name in names)
