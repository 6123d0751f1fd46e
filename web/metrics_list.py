"""Every metric there is; `docs/operations.md` lists them, and a test compares the two."""

from web.metrics_text import Metric

INFO = Metric("hallway_info", "gauge", "1, with the version of this process.", ("version",))
DATABASE_UP = Metric("hallway_database_up", "gauge", "1 if the database could be read for this answer, else 0.")

JOBS = Metric("hallway_jobs", "gauge", "Jobs by state; succeeded ones are an estimate.", ("state",))
QUEUE_JOBS = Metric(
    "hallway_queue_jobs", "gauge", "Open jobs of a queue: due, later, dispatched or running.", ("queue", "state")
)
QUEUE_OLDEST = Metric(
    "hallway_queue_oldest_seconds", "gauge", "For how long the oldest waiting job has been due.", ("queue",)
)
QUEUE_PAUSED = Metric("hallway_queue_paused", "gauge", "1 if the queue is paused, else 0.", ("queue",))
QUEUE_WORKERS = Metric("hallway_queue_workers", "gauge", "Workers of a queue that are alive.", ("queue",))
WORKERS = Metric("hallway_workers", "gauge", "Workers that did not sign off: alive or silent.", ("state",))
STATISTICS_AGE = Metric(
    "hallway_statistics_age_seconds", "gauge", "How far the counts of attempts and model calls are behind.", ("source",)
)

ATTEMPTS = Metric("hallway_attempts_total", "counter", "Attempts that ended, by outcome.", ("queue", "job", "outcome"))
WAITS = Metric(
    "hallway_attempt_wait_seconds", "histogram", "From when a job was due to when a worker began.", ("queue", "job")
)
RUNS = Metric(
    "hallway_attempt_run_seconds", "histogram", "How long attempts ran that ended by themselves.", ("queue", "job")
)

MODEL_CALLS = Metric(
    "hallway_model_calls_total",
    "counter",
    "Calls of the model, made or not, by how they ended.",
    ("purpose", "outcome"),
)
MODEL_TOKENS = Metric(
    "hallway_model_tokens_total", "counter", "Tokens: input, cache_write, cache_read or output.", ("purpose", "kind")
)
MODEL_DOLLARS = Metric("hallway_model_cost_dollars_total", "counter", "What the calls cost.", ("purpose",))
MODEL_DAY_DOLLARS = Metric(
    "hallway_model_day_dollars", "gauge", "What was spent since midnight UTC, open batches' estimates with it."
)
MODEL_DAY_CAP = Metric("hallway_model_day_cap_dollars", "gauge", "What may be spent in a day.")
MODEL_BREAKER = Metric(
    "hallway_model_breaker", "gauge", "1 for the state of the breaker, 0 for the others.", ("state",)
)

WORKER_CACHES = Metric(
    "hallway_worker_cache_lookups_total",
    "counter",
    "Lookups of all workers in what they keep: hit, stale or miss.",
    ("tier", "outcome"),
)
CACHES = Metric(
    "hallway_cache_lookups_total",
    "counter",
    "Lookups of this process in what is kept: hit, stale or miss.",
    ("tier", "outcome"),
)

REQUESTS = Metric("hallway_http_requests_total", "counter", "Requests of this process.", ("method", "route", "status"))
REQUEST_SECONDS = Metric(
    "hallway_http_request_seconds", "histogram", "How long requests of this process took; streams left out.", ("route",)
)
STREAMS = Metric("hallway_live_streams", "gauge", "Open streams of the administration's pages of this process.")

ALL = tuple([value for value in globals().values() if isinstance(value, Metric)])
