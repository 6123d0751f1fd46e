"""Rules and data: knows nothing of HTTP, arq or templates."""

import os

# Piccolo finds its engine through this name.
os.environ.setdefault("PICCOLO_CONF", "domain.piccolo_conf")
