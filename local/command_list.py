"""Every command with its line of help, readable before anything is installed."""

COMMANDS = {
    "demo": "Run everything with a demo conference; --schedule FILE adds a real one.",
    "test": "Check style, types, import contracts, and run all tests.",
    "import": "Import a conference schedule (frab XML or JSON) into an event.",
    "token": "Print a token that lets a script use the API as the person with this EMAIL.",
    "evaluate": "Measure recommendations on real choices: does a ranker find again what was hidden?",
    "bench": "Run the benchmark NAME, such as matching.",
    "chaos": "Kill workers and servers while jobs run, and count what was lost or doubled.",
    "screenshots": "Photograph every page on phone and desktop, light and dark.",
    "migrate": "Bring the database's tables up to date.",
    "web": "Run the web process alone.",
    "worker": "Run the worker of interactive jobs and notifications alone.",
    "bulk": "Run the worker of imports and nightly jobs alone.",
    "lock": "Renew the locked versions of all dependencies.",
}

FOR_SCRIPTS = frozenset({"token"})
WITH_TEST_TOOLS = frozenset({"test", "screenshots", "bench"})
WITH_PAGES = frozenset({"demo", "test", "screenshots", "web"})
WITH_BROWSER = frozenset({"test", "screenshots"})


def overview() -> str:
    """What `./hallway` prints without arguments."""
    lines = [f"  {name:<12} {line}" for name, line in COMMANDS.items()]
    return "\n".join(
        [
            "Hallway recommends sessions, speakers and people to the attendees of a conference.",
            "",
            "Usage: ./hallway COMMAND [OPTIONS]        ./hallway COMMAND --help tells more",
            "",
            *lines,
        ]
    )
