"""The Jinja environment: strict, synchronous, with the shared macros as globals so that fragments have them too."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.runtime import Macro

from web.appearance import hue, initials
from web.moments import clock_time, day, day_and_time
from web.navigation import navigation
from web.static_files import StaticFiles

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = (
    "vendor/htmx.min.js",
    "vendor/hx-sse.min.js",
    "js/rests_while_hidden.js",
    "js/takes_focus.js",
    "js/copies.js",
    "js/live.js",
    "js/keyboard.js",
    "js/ticks.js",
)
# The files of macros below `shared/`; each may use those of the files before it.
SHARED = ("icon", "art", "score", "face", "levels", "spark", "state", "field")


def make_environment(static_files: StaticFiles, url_for: Callable[..., str]) -> Environment:
    """An environment for page templates.

    `url_for(route_name, **path_parameters)` gives the path of a route. Each macro of `templates/shared/` is a global:
    a block rendered by itself does not run its template's own imports.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= {
        "initials": initials,
        "hue": hue,
        "clock_time": clock_time,
        "day": day,
        "day_and_time": day_and_time,
    }
    environment.globals |= {
        "asset": static_files.url,
        "scripts": [static_files.url(path) for path in SCRIPTS if path in static_files],
        "url_for": url_for,
        "navigation": navigation,
    }
    for name in SHARED:
        environment.globals |= _macros(environment, f"shared/{name}.html")
    return environment


def _macros(environment: Environment, template: str) -> dict[str, Any]:
    module = environment.get_template(template).module
    return {name: value for name, value in vars(module).items() if isinstance(value, Macro)}
