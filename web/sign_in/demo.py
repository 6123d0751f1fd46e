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


class DemoPerson(Struct, frozen=True):
    """Somebody to be in the demo; `sees` says why one would."""

    email: str
    name: str
    sees: str
    on_stage: bool = False


DEMO_PEOPLE = (
    DemoPerson("ada@demo.example", "Ada", "attends, and sees her picks"),
    DemoPerson("sam@demo.example", "Sam", "speaks, and attends too", on_stage=True),
    DemoPerson("omar@demo.example", "Omar", "organizes the conference"),
    DemoPerson("root@demo.example", "Root", "runs Hallway, and sees the jobs"),
)


class DemoSignInForm(Struct):
    """Which of the people to be, by e-mail."""

    email: str


@post("/demo/sign-in", name="demo.sign_in")
async def sign_in_as(request: AnyRequest, data: URLEncodedBody[DemoSignInForm]) -> Redirect:
    person = next((person for person in DEMO_PEOPLE if person.email == data.email), None)
    user = await User.objects().get(User.email == person.email) if person else None
    viewer = await load_viewer(user.id) if user else None
    if viewer is None:
        raise NotFound("The demo has nobody of that address. Its conference may still be being written.")
    answer = see_other(request, "home")
    answer.set_cookie(await sign_in(request, viewer))
    return answer
