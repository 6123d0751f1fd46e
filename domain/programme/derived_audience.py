"""Whom a session is meant for, where its text says it."""

import re

MOST_AUDIENCES = 6
CLAUSE = 160

_ROLES = {
    "Developer": r"developers?|programmers?|coders?|hackers?|entwickler\w*|programmierer\w*|développeu(?:rs?|ses?)|"
    r"desarrollador(?:es|as)?|sviluppatori|devs",
    "Software Engineer": r"software engineers?|engineers|softwareentwickler\w*|ingénieurs?",
    "Frontend Developer": r"front-?end (?:developers?|engineers?)|web developers?|webentwickler\w*",
    "Backend Developer": r"back-?end (?:developers?|engineers?)",
    "Data Scientist": r"data scientists?",
    "Data Engineer": r"data engineers?",
    "Data Analyst": r"(?:data )?analysts",
    "Machine Learning Engineer": r"(?:machine learning|ml|ai) (?:engineers?|practitioners?)",
    "DevOps Engineer": r"dev-?ops(?: engineers?)?|platform engineers?",
    "Site Reliability Engineer": r"sres?|site reliability engineers?",
    "System Administrator": r"(?:system |sys)?admin(?:istrator)?s|sysadmins?|operators|(?:system)?administrator\w*",
    "Database Administrator": r"dbas?|database administrators?",
    "Security Engineer": r"security (?:engineers?|professionals|experts|researchers?|teams|practitioners)|pentesters?",
    "Architect": r"(?:software |system |solution |enterprise )?architects?|architekt(?:en|innen)",
    "Engineering Manager": r"engineering managers?|team leads?|tech leads?|technical leads?",
    "Product Manager": r"product (?:managers?|owners?)",
    "Project Manager": r"project (?:managers?|leads?|leaders?)",
    "Manager": r"managers|decision[ -]makers|executives|leaders|führungskräfte|entscheider\w*",
    "CTO": r"ctos?",
    "Founder": r"founders?|entrepreneurs?|start-?ups|gründer\w*",
    "Designer": r"(?:ux |ui |web |product |graphic )?designers?|gestalter\w*",
    "Tester": r"testers?|qa (?:engineers?|teams?)",
    "Maintainer": r"(?:package |project )?maintainers?|packagers?",
    "Open Source Contributor": r"(?:open source |new )?contributors?",
    "Community Manager": r"community (?:managers?|organi[sz]ers?|leaders?)",
    "Technical Writer": r"technical writers?|documentation (?:writers|authors)|writers",
    "Translator": r"translators?|localizers?|übersetzer\w*",
    "Researcher": r"researchers?|scientists?|academics|scholars|forscher\w*|forschende|wissenschaftler\w*|"
    r"chercheu(?:rs?|ses?)",
    "Student": r"students?|pupils|studierende|studenten|schüler\w*|étudiant(?:e?s)?|estudiantes|studenti",
    "Teacher": r"teachers?|educators?|lehrer\w*|lehrkräfte|lehrende|enseignant(?:e?s)?|docentes|insegnanti",
    "Parent": r"parents|eltern",
    "Child": r"children|kids|kinder|jugendliche|teenagers?",
    "Journalist": r"journalists?|journalist(?:en|innen)|journalistes",
    "Lawyer": r"lawyers?|legal professionals|jurist(?:en|innen)|anwält\w+|juristes",
    "Policy Maker": r"policy[ -]?makers?|politicians|regulators|politiker\w*",
    "Activist": r"activists?|aktivist(?:en|innen)|activistes",
    "Artist": r"artists?|künstler\w*|artistes|creatives",
    "Musician": r"musicians?|musiker\w*|djs",
    "Maker": r"makers|hobbyists?|tinkerers|bastler\w*|radio amateurs|amateur radio operators",
    "Librarian": r"librarians?|archivists?|bibliothekar\w*",
    "Recruiter": r"recruiters?|hr professionals",
}
_LEAD_IN = (
    r"(?:target|intended) audience|audience(?: is| are|:)|zielgruppe|public cible|"
    r"(?:aimed|targeted|geared|directed|addressed|tailored) (?:at|to|towards?)|"
    r"(?:of (?:particular )?)?interest(?:ing)? (?:to|for)|(?:relevant|suited|useful) (?:to|for)|suitable for|"
    r"(?:designed|intended|meant|made|perfect|ideal|great) for|who should attend|"
    r"(?:if|whether) you(?:'re| are) an?|(?:richtet|wendet) sich (?:vor allem |primär )?an|geeignet für|"
    r"interessant für|s'adresse (?:aux?|à)|destinée? (?:aux?|à)|dirigid[oa] a|rivolto a"
)
_SAYS_WHOM = re.compile(rf"\b(?:{_LEAD_IN})\b([^.;!?\n]{{1,{CLAUSE}}})", re.IGNORECASE)
# "for" alone says whom only if people follow at once: "for developers and designers", not "for a tool of developers".
_ALL_ROLES = "|".join(_ROLES.values())
_FOR = re.compile(
    rf"\b(?:for|für|pour(?: les)?|para|per)\s+((?:(?:all|both|the|any|new|busy|experienced|aspiring|curious|"
    rf"professional|open source|free software|linux|python|java|alle|junge|die)\s+)?(?:{_ALL_ROLES})"
    rf"(?:\s*(?:,|and|or|und|oder|et|&)\s*(?:{_ALL_ROLES}))*)\b",
    re.IGNORECASE,
)
_ROLE = {role: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for role, pattern in _ROLES.items()}
# Said with more words already.
_NARROWER = {
    "Developer": ("Frontend Developer", "Backend Developer"),
    "Software Engineer": (
        "Data Engineer",
        "DevOps Engineer",
        "Security Engineer",
        "Site Reliability Engineer",
        "Machine Learning Engineer",
        "Frontend Developer",
        "Backend Developer",
    ),
    "Manager": ("Product Manager", "Project Manager", "Engineering Manager", "Community Manager"),
    "Researcher": ("Data Scientist", "Security Engineer"),
}


def derive_audience(text: str) -> tuple[str, ...]:
    """Up to six roles as people name their own ("Product Manager"), in the order in which the text has them."""
    clauses = [found[1] for pattern in (_SAYS_WHOM, _FOR) for found in pattern.finditer(text)]
    if not clauses:
        return ()
    roles = list(dict.fromkeys(role for clause in clauses for role in _roles(clause)))
    return tuple(role for role in roles if not set(_NARROWER.get(role, ())) & set(roles))[:MOST_AUDIENCES]


def _roles(clause: str) -> list[str]:
    found = ((match.start(), role) for role, pattern in _ROLE.items() if (match := pattern.search(clause)))
    return [role for _, role in sorted(found)]


def known_roles() -> frozenset[str]:
    """All roles that can be derived, in lower case."""
    return frozenset(role.casefold() for role in _ROLES)
