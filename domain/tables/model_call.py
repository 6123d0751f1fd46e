"""Calls of the model: what each cost and how it ended, and the batches that many of them travel in."""

from piccolo.columns import UUID, Array, BigInt, Boolean, Date, Integer, Text
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, may_refer_to, moment, primary_key
from domain.tables.event import Event


class ModelBatch(Table, tablename="model_batch"):
    """Requests that are sent to the model together, at half the price and within a day.

    `intended` is written before anything is sent, so that a crash in between is noticed: see
    `docs/model-batches.md`. `part` counts the batches of one event, purpose and night. `candidate_ids` are what all
    its requests may be answered with, where they share that. `submitted_at` is when it was last sent, also if no
    answer came.
    """

    id = primary_key()
    event_id = belongs_to(Event, index=True)
    purpose = Text()
    night = Date(default=None, null=True)
    part = Integer(default=0)
    candidate_ids = Array(UUID())
    estimated_microdollars = BigInt(default=0, help_text="kept free under the caps until what it cost is known")
    model = Text()
    state = Text(default="intended")
    provider_id = Text(default=None, null=True, unique=True)
    created_at = created_at()
    submitted_at = moment(null=True)
    ended_at = moment(null=True)

    known_state = Check("state IN ('intended', 'submitted', 'ended', 'abandoned')")


class ModelRequest(Table, tablename="model_request"):
    """One request of a batch: about whom or what (`subject_id`), and the ids that may be answered, in their order.

    `candidate_revisions` has the revision in which each was shown, where an answer counts for that one only.
    """

    id = primary_key()
    batch_id = belongs_to(ModelBatch)
    custom_id = Text()
    subject_id = UUID(default=None)
    candidate_ids = Array(UUID(), help_text="its own; empty where the batch has them")
    candidate_revisions = Array(Integer())
    outcome = Text(default=None, null=True, help_text="null while it is under way")

    unique_model_request_custom_id = Unique([batch_id, custom_id])


class ModelCall(Table, tablename="model_call"):
    """One call of the model, or one that was not made and why; money in millionths of a dollar."""

    id = primary_key()
    event_id = may_refer_to(Event)
    job_id = UUID(default=None, null=True)
    batch_id = may_refer_to(ModelBatch)
    purpose = Text()
    model = Text()
    outcome = Text(help_text="answered, or why the algorithm had to answer")
    is_simulated = Boolean(default=False)
    input_tokens = Integer(default=0, help_text="neither read from nor written to the cache")
    cache_write_tokens = Integer(default=0)
    cache_read_tokens = Integer(default=0)
    output_tokens = Integer(default=0)
    cost_microdollars = BigInt(default=0)
    duration_ms = Integer(default=0)
    created_at = created_at()
