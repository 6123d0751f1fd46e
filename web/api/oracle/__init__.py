"""The oracle, below `/api/v1/oracle`: which sessions and speakers suit a person, and how to begin a conversation.

Source: specification, "Oracle AI Service APIs".
"""

from litestar.handlers import BaseRouteHandler

from web.api.oracle.conversation_starters import create_conversation_starters
from web.api.oracle.sessions import create_session_matches
from web.api.oracle.speakers import create_speaker_matches

HANDLERS: tuple[BaseRouteHandler, ...] = (create_session_matches, create_speaker_matches, create_conversation_starters)
