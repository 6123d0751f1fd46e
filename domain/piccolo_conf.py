"""Piccolo's configuration: the engine and the one app (`PICCOLO_CONF=domain.piccolo_conf`)."""

from piccolo.conf.apps import AppRegistry

from domain.engine import Engine
from domain.settings import load_settings

# UTC on each connection: what is stored is UTC, and so is every literal in a query.
DB = Engine(
    config={
        "dsn": str(load_settings().database_url),
        "timeout": 5,
        "command_timeout": 60,
        "server_settings": {"timezone": "UTC", "application_name": "hallway"},
    },
    extensions=(),
)

APP_REGISTRY = AppRegistry(apps=["domain.piccolo_app"])
