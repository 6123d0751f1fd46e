"""Whom one can be in the demo with one click, and as what."""

READER = "iris@demo.example"
SIGN_INS = {
    "ada@demo.example": "attendee",
    "sam@demo.example": "speaker",
    "omar@demo.example": "organizer",
    "root@demo.example": "admin",
    READER: "admin who may only look",
}
