"""One-click sign-ins, and the people they are for. These routes exist in the demo only."""

from litestar import post
from litestar.params import URLEncodedBody
from litestar.response import Redirect
from msgspec import Struct

from domain.errors import NotFound
from domain.tables import User
from web.rendering import see_other
from web.requests import AnyRequest
from web.security.sessions import sign_in
from web.viewer import load_viewer

# Whom one can be, and what that shows.
SIGHTS = {
    "ada@demo.example": "attends, and sees her picks",
    "sam@demo.example": "speaks, and attends too",
    "omar@demo.example": "organizes, and sees his own picks",
    "root@demo.example": "runs Hallway, and sees its jobs",
    "iris@demo.example": "looks at the jobs, and may change none",
}
ON_STAGE = frozenset({"sam@demo.example"})


class DemoPerson(Struct, frozen=True):
    """Somebody to be in the demo; who is on stage is shown in a door."""

    email: str
    name: str
    sees: str
    is_on_stage: bool


class DemoSignInForm(Struct):
    """Which of the people to be, by e-mail."""

    email: str = ""


async def demo_people() -> tuple[DemoPerson, ...]:
    """Those of the demo's people who have been written already, in the order in which one gets to know them."""
    rows = await User.select(User.email, User.name).where(User.email.is_in(list(SIGHTS)))
    names = {row["email"]: row["name"] for row in rows}
    return tuple(
        DemoPerson(email, names[email], sees, email in ON_STAGE) for email, sees in SIGHTS.items() if email in names
    )


@post("/demo/sign-in", name="demo.sign_in")
async def sign_in_as(request: AnyRequest, data: URLEncodedBody[DemoSignInForm]) -> Redirect:
    row = await User.select(User.id).where(User.email == data.email).first() if data.email in SIGHTS else None
    viewer = await load_viewer(row["id"]) if row else None
    if viewer is None:
        raise NotFound("The demo has nobody of that address. Its conference may still be being written.")
    answer = see_other(request, "home")
    answer.set_cookie(await sign_in(request, viewer))
    return answer
