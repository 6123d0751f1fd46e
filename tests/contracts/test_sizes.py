"""No file outgrows one room: a module has at most 400 lines, a template 100, a job 15."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for folder in ("domain", "jobs", "web", "local", "tests", "benchmarks")
    for path in (ROOT / folder).rglob("*.py")
)
TEMPLATES = sorted(
    path for folder in ("web", "jobs") for path in (ROOT / folder / "templates").rglob("*") if path.is_file()
)
FORBIDDEN_NAMES = {"utils", "common", "helpers", "manager", "base", "misc"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_a_module_has_at_most_400_lines_and_says_what_it_is(module: Path) -> None:
    text = module.read_text()
    assert len(text.splitlines()) <= 400
    assert module.stem not in FORBIDDEN_NAMES
    if text.strip() and "tests" not in module.parts:
        assert ast.get_docstring(ast.parse(text)), "a module begins with a sentence on what it is"


@pytest.mark.parametrize("template", TEMPLATES, ids=name)
def test_a_template_has_at_most_100_lines(template: Path) -> None:
    assert len(template.read_text().splitlines()) <= 100


def functions_with(folder: str, decorators: set[str]) -> dict[str, int]:
    """Lines of each function that has one of the decorators, by file and name."""
    return {
        f"{name(path)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)
        and decorators & set(map(called, node.decorator_list))
    }


def called(decorator: ast.expr) -> str | None:
    return getattr(decorator.func, "id", None) if isinstance(decorator, ast.Call) else None


def test_a_job_has_at_most_15_lines() -> None:
    jobs = functions_with("jobs", {"job"})
    assert jobs
    assert {name: lines for name, lines in jobs.items() if lines > 15} == {}


def test_a_handler_has_at_most_12_lines() -> None:
    handlers = functions_with("web", {"get", "post", "put", "patch", "delete"})
    assert handlers
    assert {name: lines for name, lines in handlers.items() if lines > 12} == {}
