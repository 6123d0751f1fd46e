"""The language of a session, as codes."""

import re

LONGEST = 40

_CODE = re.compile(r"[a-z]{2,3}")
_NAMES = {
    "english": "en", "englisch": "en", "anglais": "en", "inglés": "en", "engels": "en",
    "german": "de", "deutsch": "de", "allemand": "de", "alemán": "de", "duits": "de",
    "french": "fr", "français": "fr", "francais": "fr", "französisch": "fr", "frans": "fr", "francés": "fr",
    "spanish": "es", "español": "es", "espanol": "es", "spanisch": "es", "espagnol": "es", "castellano": "es",
    "dutch": "nl", "nederlands": "nl", "niederländisch": "nl", "néerlandais": "nl",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "polish": "pl", "polski": "pl",
    "czech": "cs", "čeština": "cs", "russian": "ru", "русский": "ru", "ukrainian": "uk", "українська": "uk",
    "japanese": "ja", "日本語": "ja", "chinese": "zh", "中文": "zh", "korean": "ko", "한국어": "ko",
    "catalan": "ca", "català": "ca", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da",
}  # fmt: skip


def language_codes(text: str) -> str | None:
    """ "de, en" for "Deutsch/English" or "de-formal, en"; what is no code and no known name stays as it is written."""
    if not text:
        return None
    parts = [part for part in re.split(r"\s*(?:[,;/+&|]|\band\b|\bund\b)\s*", text.casefold()) if part]
    codes = dict.fromkeys(_code(part) for part in parts)
    return ", ".join(codes)[:LONGEST] or None


def _code(part: str) -> str:
    head = re.split(r"[-_ ]", part)[0]
    return _NAMES.get(part) or _NAMES.get(head) or (head if _CODE.fullmatch(head) else part)
