"""A mail server for tests: it takes mails on a port of this machine, and can be told to misbehave."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default


class Sink(socketserver.ThreadingTCPServer):
    """`mails`: (recipient, message) as taken. `answers`: what to say to the next DATA instead of taking it; None: hang up."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mails: list[tuple[str, EmailMessage]] = []
        self.answers: list[str | None] = []
        self.refused: set[str] = set()

    @property
    def url(self) -> str:
        """What MAIL_URL is set to."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Conversation(socketserver.StreamRequestHandler):
    """One client, from greeting to goodbye (RFC 5321, as far as smtplib speaks it)."""

    server: Sink

    def handle(self) -> None:
        """Answer line by line."""
        self._say("220 sink")
        recipients: list[str] = []
        while line := self.rfile.readline():
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                address = words.partition("<")[2].partition(">")[0]
                recipients.append(address)
                self._say("550 nobody of that name" if address in self.server.refused else "250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                content = self._content()
                answer = self.server.answers.pop(0) if self.server.answers else "250 taken"
                if answer is None:
                    return
                if answer.startswith("250"):
                    message = message_from_bytes(content, policy=default)
                    assert isinstance(message, EmailMessage)
                    self.server.mails += [(recipient, message) for recipient in recipients]
                self._say(answer)
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _content(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def mail_sink() -> Iterator[Sink]:
    """A running sink, gone when the block ends."""
    with Sink() as sink:
        thread = threading.Thread(target=sink.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            sink.shutdown()
            thread.join()
