"""What somebody is to be told."""

from piccolo.columns import Text
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from domain.tables.columns import belongs_to, created_at, moment, primary_key
from domain.tables.session import Session
from domain.tables.user import User


class Notification(Table, tablename="notification"):
    """One thing to tell one person about a session, once for each time at which it starts.

    `starts_at` is by the event's clock, `due_at` by the world's.
    """

    id = primary_key()
    user_id = belongs_to(User)
    session_id = belongs_to(Session, index=True)
    kind = Text()
    starts_at = moment()
    due_at = moment()
    created_at = created_at()

    unique_notification = Unique([user_id, kind, session_id, starts_at])
    known_kind = Check("kind IN ('session_reminder')")
