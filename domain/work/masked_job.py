"""One job as it is shown to whoever looks: its texts without what is private."""

from msgspec import structs

from domain.work.job_details import Attempt, JobDetails
from domain.work.masking import mask_json, mask_text


def mask_job(job: JobDetails) -> JobDetails:
    """Equal to the job where nothing has to be hidden."""
    return structs.replace(
        job,
        arguments=mask_json(job.arguments).json,
        result=mask_json(job.result).json if job.result else job.result,
        error=_masked(job.error),
        dedupe_key=_masked(job.dedupe_key),
        attempts_made=tuple([_mask_attempt(attempt) for attempt in job.attempts_made]),
    )


def _mask_attempt(attempt: Attempt) -> Attempt:
    return structs.replace(attempt, error_message=_masked(attempt.error_message), traceback=_masked(attempt.traceback))


def _masked(text: str | None) -> str | None:
    return mask_text(text) if text else text
