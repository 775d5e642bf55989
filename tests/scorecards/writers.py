"""Interviewers who type at once: each saves a scorecard of their own over HTTP, as the form's autosave does."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from json import loads
from statistics import quantiles
from urllib.parse import urlencode, urlsplit

WRITERS = 16
PATIENCE = 60


@dataclass
class Writer:
    """One interviewer's form: `last` is the last text that the server said it saved, `seconds` how long each save took."""

    site: str
    cookie: str
    card: int
    dimension: int
    last: str = ""
    token: str = ""
    version: int = 0
    seconds: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def open_form(self) -> None:
        """Fetch the form, as it stands before anything is typed."""
        _, page = self._ask("GET", f"/scorecards/{self.card}/edit")
        self.token, self.version = _value(page, "csrf_token"), int(_value(page, "version"))

    def write(self, until: float) -> None:
        """Save another text each time until the moment has come, or until one is not saved."""
        while time.monotonic() < until:
            text = f"Text {len(self.seconds) + 1} of scorecard {self.card}"
            fields = {"csrf_token": self.token, "version": self.version, "summary": text}
            fields |= {f"rating-{self.dimension}": "3", f"evidence-{self.dimension}": text}
            begun = time.monotonic()
            status, answer = self._ask("POST", f"/scorecards/{self.card}/autosave", urlencode(fields))
            self.seconds.append(time.monotonic() - begun)
            if status != 200:
                self.troubles.append(f"{status} {answer[:200]}")
                return
            self.last, self.version = text, loads(answer)["version"]

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        connection = HTTPConnection(urlsplit(self.site).netloc, timeout=PATIENCE)
        headers = {"Cookie": f"session={self.cookie}", "Accept": "application/json" if body else "text/html"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or []:  # the form's token stands in the session
                if found := re.match("session=([^;]+)", cookie):
                    self.cookie = found[1]
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def _value(page: str, name: str) -> str:
    found = re.search(f'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"the form has no {name}"
    return found[1]


def write_at_once(writers: list[Writer], seconds: float) -> None:
    """All of them write for so long; what went wrong stands in their `troubles`."""
    with ThreadPoolExecutor(len(writers)) as threads:
        list(threads.map(Writer.open_form, writers))
        until = time.monotonic() + seconds
        for done in [threads.submit(writer.write, until) for writer in writers]:
            done.result()


def figures(writers: list[Writer]) -> str:
    """How many saves there were and how long they took, in words."""
    taken = [each for writer in writers for each in writer.seconds]
    cuts = quantiles(taken, n=100)
    counts = [len(writer.seconds) for writer in writers]
    return (
        f"{len(writers)} writers, {len(taken)} saves ({min(counts)} to {max(counts)} each), "
        f"median {cuts[49] * 1000:.0f} ms, 95 % {cuts[94] * 1000:.0f} ms, longest {max(taken) * 1000:.0f} ms, "
        f"{sum(len(writer.troubles) for writer in writers)} errors"
    )
