"""Signing in by mail: a link that works once, for a quarter of an hour, for people Hallway knows."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from domain.errors import Expired
from domain.tables import Mail, SignInLink, User
from domain.work.enqueue import enqueue
from domain.work.transaction import transaction
from domain.work.works import SendMail

LINK_LIFETIME = timedelta(minutes=15)

_KNOWN = """
    SELECT users.id, users.name FROM users
    WHERE users.email = {} AND (users.admin <> 'none' OR EXISTS (SELECT FROM registration WHERE user_id = users.id))
"""
_USE = """
    UPDATE sign_in_link SET used_at = {}
    WHERE token_hash = {} AND used_at IS NULL AND expires_at > {} RETURNING user_id
"""
_SUBJECT = "Your sign-in link for Hallway"
_TEXT = """Hello {name},

this link signs you in to Hallway. It works once, for 15 minutes:

{link}

If you did not ask for it, do nothing: nobody can sign in without it."""


async def send_link(email: str, links_url: str, now: datetime) -> None:
    """Mail a link to whoever has this address and takes part somewhere; to anybody else, send nothing and say nothing.

    `links_url` is the address to which the token is added.
    """
    rows = await User.raw(_KNOWN, email.strip().lower())
    if not rows:
        return
    token = token_urlsafe(32)
    text = _TEXT.format(name=rows[0]["name"], link=f"{links_url}/{token}")
    async with transaction():
        await SignInLink(user_id=rows[0]["id"], token_hash=_hash(token), expires_at=now + LINK_LIFETIME).save()
        mail = Mail(recipient=email.strip().lower(), subject=_SUBJECT, text=text)
        await mail.save()
        await enqueue(SendMail(mail_id=mail.id))


async def is_link_open(token: str, now: datetime) -> bool:
    """Whether the link would still sign somebody in. Does not use it up: mail scanners open links."""
    still_open = (SignInLink.token_hash == _hash(token)) & SignInLink.used_at.is_null() & (SignInLink.expires_at > now)
    return await SignInLink.exists().where(still_open)


async def use_link(token: str, now: datetime) -> UUID:
    """Use a link up and return who it signs in; of two at the same time, one wins.

    Raises: `Expired` for a link that is unknown, used or too old; which of them is not said.
    """
    rows = await SignInLink.raw(_USE, now, _hash(token), now)
    if not rows:
        raise Expired("This sign-in link was used already, or is older than 15 minutes.")
    user_id: UUID = rows[0]["user_id"]
    return user_id


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
