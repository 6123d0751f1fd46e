"""What a change by an administrator must be: guarded, safe from forgery, and one audit entry with it, or nothing.

Each function tells the faults that it finds, so that a test can show that it finds some.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx

from domain.audit.entries import Action
from domain.tables import AuditEntry
from tests.contracts.admin_objects import Objects
from tests.contracts.admin_requests import Change, address, form, nowhere
from tests.contracts.routes import Route
from tests.contracts.writes import refused, state_of_tables, transactions
from tests.web.visitor import Visitor
from web.security.guards import require_full_admin


def faults_of(route: Route) -> Iterator[str]:
    """How it is declared."""
    if not isinstance(route.handler.opt.get("audited"), Action):
        yield "names no action that is audited"
    if require_full_admin not in route.guards:
        yield "is not for full administrators only"
    if route.methods - {"POST", "OPTIONS"}:
        yield "is not asked for by POST"


@dataclass(frozen=True)
class Attempt:
    """A full administrator, `actor`, makes a change by a route."""

    route: Route
    change: Change
    objects: Objects
    visitor: Visitor
    actor: UUID

    async def send(self, path: str = "", **fields: str | None) -> httpx.Response:
        """The form, but for fields that are replaced, or left out by None."""
        sent = {"_csrf_token": await self.visitor.token(), **form(self.change, self.objects), **fields}
        path = path or address(self.route, self.objects)
        return await self.visitor.client.post(path, data={name: it for name, it in sent.items() if it is not None})

    async def state(self) -> tuple[object, object]:
        """All that a change could change."""
        effect = await self.change.effect(self.objects) if self.change.effect else None
        return await state_of_tables(), effect


async def faults_of_forgery(attempt: Attempt) -> list[str]:
    """Without its form's token, or with one that is not its own, nothing happens."""
    before = await attempt.state()
    answers = [await attempt.send(_csrf_token=token) for token in (None, "", "0" * 128)]
    faults = [] if {answer.status_code for answer in answers} == {403} else ["can be forged"]
    return faults if await attempt.state() == before else [*faults, "is made by a forged form"]


async def faults_of_reason(attempt: Attempt) -> list[str]:
    """Where a reason is asked for, nothing happens without, and that is said."""
    if "reason" not in attempt.change.fields:
        return []
    before = await attempt.state()
    answers = [await attempt.send(reason=reason) for reason in (None, " ", "x", "x" * 501)]
    is_said = all(answer.status_code in (400, 422) and "Say why" in answer.text for answer in answers)
    faults = [] if is_said else ["does not say that a reason is missing"]
    return faults if await attempt.state() == before else [*faults, "is made without a reason"]


async def faults_of_failure(attempt: Attempt) -> list[str]:
    """Where there is no such thing, or the entry or the change itself cannot be written, nothing happens at all."""
    before, faults = await attempt.state(), []
    if "{" in attempt.route.template:
        found = await attempt.send(nowhere(attempt.route))
        faults += [] if found.status_code == 404 else [f"answers {found.status_code} where there is no such thing"]
    async with refused("TG_TABLE_NAME = 'audit_entry'"):
        unwritten = await attempt.send()
    if unwritten.status_code < 400 or await attempt.state() != before:
        return [*faults, "is made where it cannot be written down"]
    async with refused("TG_TABLE_NAME <> 'audit_entry'"):
        failed = await attempt.send()
    # What succeeds then changes no table, such as that somebody looked: then there is nothing that could fail.
    is_clean = failed.status_code < 400 or await attempt.state() == before
    return faults if is_clean else [*faults, "leaves something behind when it fails"]


async def faults_of_success(attempt: Attempt) -> list[str]:
    """One entry, in the one transaction of the change, that tells all of it."""
    known, written_by = {entry["id"] for entry in await entries()}, await transactions()
    answer = await attempt.send()
    if answer.status_code not in (200, 303):
        return [f"is refused to a full administrator with {answer.status_code}"]
    new = [
        entry for entry in await entries() if entry["id"] not in known and entry["action"] not in attempt.change.also
    ]
    if len(new) != 1:
        return [f"writes {len(new)} audit entries"]
    faults = [] if len(await transactions() - written_by) == 1 else ["is written in more than one transaction"]
    return [*faults, *_faults_of_entry(attempt, new[0], answer)]


async def entries() -> list[dict[str, Any]]:
    return await AuditEntry.select().output(load_json=True)


def _faults_of_entry(attempt: Attempt, entry: dict[str, Any], answer: httpx.Response) -> Iterator[str]:
    named, reason = attempt.route.handler.opt["audited"], attempt.change.fields.get("reason")
    if entry["action"] != named:
        yield f"writes down {entry['action']} where it names {named}"
    if entry["actor_id"] != attempt.actor or not entry["actor_name"]:
        yield "does not write down who"
    if entry["request_id"] != answer.headers["x-request-id"]:
        yield "does not write down the request"
    if entry["target_kind"] != "jobs" and not entry["target_id"]:
        yield "does not write down what was changed"
    if entry["reason"] != reason:
        yield "does not write down why"
    if entry["target_kind"] == "jobs" and not reason:
        yield "changes many and asks for no reason"
    if not attempt.change.shows and not (entry["affected"] and (entry["after"] or entry["job_ids"])):
        yield "does not write down how many, and what became of them"
