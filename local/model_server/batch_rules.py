"""What the real API refuses of a batch as a whole; what is wrong with a single request is told in its result."""

from __future__ import annotations

import re
from collections import Counter

from local.model_server.batch_shapes import BatchBody
from local.model_server.errors import invalid

MOST_REQUESTS = 100_000
CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def check_batch(body: BatchBody) -> None:
    """Raises: ApiError 400."""
    if not body.requests:
        raise invalid("requests: List should have at least 1 item after validation, not 0")
    if len(body.requests) > MOST_REQUESTS:
        raise invalid(f"requests: List should have at most {MOST_REQUESTS} items after validation")
    for place, item in enumerate(body.requests):
        if not CUSTOM_ID.fullmatch(item.custom_id):
            raise invalid(f"requests.{place}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'")
    most_common, times = Counter(item.custom_id for item in body.requests).most_common(1)[0]
    if times > 1:
        raise invalid(f"requests: Duplicate custom_id '{most_common}'. Each custom_id must be unique within a batch.")
