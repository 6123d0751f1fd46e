"""How much may be sent: forms are small, and no route takes files."""

FORM_LIMIT_BYTES = 64 * 1024
