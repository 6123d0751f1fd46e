"""Signing in: links that were mailed, the sessions of browsers, and mail on its way."""

from piccolo.columns import Bytea, Text
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, moment, primary_key
from domain.tables.user import User


class SignInLink(Table, tablename="sign_in_link"):
    """A link that signs one person in once; only the hash of its token is kept."""

    id = primary_key()
    user_id = belongs_to(User, index=True)
    token_hash = Bytea(unique=True)
    expires_at = moment(index=True)
    used_at = moment(null=True)
    created_at = created_at()


class WebSession(Table, tablename="web_session"):
    """What the server remembers of one browser, under the hash of the id in its cookie."""

    id = Text(primary_key=True, default=None)
    data = Bytea()
    expires_at = moment(null=True, index=True)


class Mail(Table, tablename="mail"):
    """One letter: sent once, and emptied when it is sent."""

    id = primary_key()
    recipient = Text()
    subject = Text()
    text = Text()
    created_at = created_at()
    sent_at = moment(null=True)
