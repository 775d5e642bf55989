"""The browser behind a session, as its owner would recognise it."""

from __future__ import annotations

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """What a User-Agent header stands for: "Firefox on Linux", another program's first word, or "Unknown browser".

    The order matters: Edge and Opera also call themselves Chrome, Chrome also calls itself Safari.
    """
    browser = next((name for mark, name in BROWSERS if f"{mark}/" in agent), None)
    system = next((name for mark, name in SYSTEMS if mark in agent), None)
    if browser is None:
        return agent.split(maxsplit=1)[0][:60] if agent.split() else "Unknown browser"
    return f"{browser} on {system}" if system else browser
