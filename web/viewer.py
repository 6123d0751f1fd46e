"""Who is looking: the signed-in person, as handlers and layouts know them."""

from uuid import UUID

from msgspec import Struct

from domain.tables import User


class ViewerEvent(Struct, frozen=True):
    """An event the viewer takes part in, with their roles there."""

    slug: str
    name: str
    roles: tuple[str, ...]


class Viewer(Struct, frozen=True):
    """The signed-in person; `admin` is `none`, `read` or `full`."""

    id: UUID
    name: str
    admin: str
    events: tuple[ViewerEvent, ...]

    @property
    def is_admin(self) -> bool:
        return self.admin != "none"

    @property
    def role_summary(self) -> str:
        """What they are, in a word or two, for the foot of the rail."""
        if self.is_admin:
            return "Administrator" if self.admin == "full" else "Administrator, may only look"
        roles = {role for event in self.events for role in event.roles}
        return next((role.capitalize() for role in ("organizer", "speaker", "attendee") if role in roles), "Guest")

    def takes_part_in(self, slug: str) -> bool:
        return any(event.slug == slug for event in self.events)

    def organizes(self, slug: str) -> bool:
        return any(event.slug == slug and "organizer" in event.roles for event in self.events)

    def may_look_into(self, slug: str) -> bool:
        """Whether the organizer's pages of an event are theirs to see."""
        return self.is_admin or self.organizes(slug)

    def may_change(self, slug: str) -> bool:
        """Whether they may change an event's programme."""
        return self.admin == "full" or self.organizes(slug)


# Events that are on or come next before those that are over, the nearest first: the first is where a sign-in leads.
_SELECT = """
    SELECT users.id, users.name, users.admin, event.slug, event.name AS event_name,
           array_agg(registration.role ORDER BY registration.role) AS roles
    FROM users
    LEFT JOIN registration ON registration.user_id = users.id
    LEFT JOIN event ON event.id = registration.event_id
    WHERE users.id = {}
    GROUP BY users.id, event.id
    ORDER BY (event.ends_on < (now() + event.clock_offset)::date) NULLS FIRST,
             abs(event.starts_on - (now() + event.clock_offset)::date), event.created_at
"""


async def load_viewer(user_id: UUID) -> Viewer | None:
    """The person behind a session; None if they have been deleted."""
    rows = await User.raw(_SELECT, user_id)
    if not rows:
        return None
    events = tuple(ViewerEvent(row["slug"], row["event_name"], tuple(row["roles"])) for row in rows if row["slug"])
    return Viewer(rows[0]["id"], rows[0]["name"], rows[0]["admin"], events)
