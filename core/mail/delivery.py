"""Handing a message to the mail server, or writing it to the outbox where there is none."""

from __future__ import annotations

import logging
import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

from flask import current_app

from core.clock import now
from core.errors import DomainError
from core.mail.message import Mail, as_message
from core.mail.server import MailServer, is_reserved, mail_server

SECONDS = 20
PERMANENT = 500
log = logging.getLogger(__name__)


class MailRefused(DomainError):
    """The server will not take this message, now or later."""


class MailNotConfirmed(DomainError):
    """The connection broke while the message was handed over: it may have gone out."""


def deliver(mail: Mail, *, message_id: str) -> None:
    """Hand the mail over, once. It is in the server's hands, or in the outbox, when this returns.

    Raises MailRefused when the server refuses it for good, MailNotConfirmed when nobody can tell, and smtplib's errors or
    OSError when it surely did not go out and can be tried again.
    """
    host = urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
    sender = current_app.config["MAIL_FROM"] or f"Levelset <levelset@{host}>"
    message = as_message(mail, sender=sender, message_id=f"{message_id}@{host}", date=now())
    server = installation_server()
    if server is None or is_reserved(mail.to):
        _write(message, Path(current_app.config["MAIL_OUTBOX"]), message_id)
    else:
        _send(message, server, host)


def installation_server() -> MailServer | None:
    """The server of the settings MAIL_URL and MAIL_TLS, or None; raises DomainError when either cannot be read."""
    return mail_server(current_app.config["MAIL_URL"], tls=current_app.config["MAIL_TLS"])


def page_url(endpoint: str, **values: object) -> str:
    """The whole address of a page, under BASE_URL; for use where there is no request."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{current_app.config['BASE_URL']}{path}"


def _write(message: EmailMessage, outbox: Path, name: str) -> None:
    outbox.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = outbox / f"{now():%Y%m%dT%H%M%S}-{name}.eml"
    file.touch(mode=0o600)
    file.write_bytes(message.as_bytes())
    log.info("No mail server for %s: written to %s", name, file)


def _send(message: EmailMessage, server: MailServer, own_name: str) -> None:
    connection = _connected(server, own_name)
    try:
        connection.send_message(message)
    except smtplib.SMTPServerDisconnected as error:
        raise _not_confirmed(error) from error
    except smtplib.SMTPException as error:
        _refuse_for_good(error)
        raise
    except OSError as error:
        raise _not_confirmed(error) from error
    finally:
        with suppress(OSError):  # the message is taken or refused by now, whatever the goodbye says
            connection.quit()
        connection.close()


def _not_confirmed(error: Exception) -> MailNotConfirmed:
    return MailNotConfirmed(
        f"The connection to the mail server broke while the mail was handed over ({error}), so it may have gone out. "
        "Try again to send it once more."
    )


def _refuse_for_good(error: smtplib.SMTPException) -> None:
    """Raise MailRefused when every answer in the error is final (5xx)."""
    answers: list[tuple[int, bytes | str]]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = [(code, said) for code, said in error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    else:
        return
    if all(code >= PERMANENT for code, _ in answers):
        words = "; ".join(
            f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}" for code, said in answers
        )
        raise MailRefused(f"The mail server refuses the mail: {words}. Check the person's address.") from error


def _connected(server: MailServer, own_name: str) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.implicit_tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=own_name, timeout=SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, local_hostname=own_name, timeout=SECONDS)
    try:
        _identify(connection, server, context)
    except BaseException:
        connection.close()
        raise
    return connection


def _identify(connection: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    if not server.implicit_tls and not server.is_here:
        if connection.has_extn("starttls"):
            connection.starttls(context=context)
        elif server.demands_tls:
            raise MailRefused(
                "The mail server offers no encryption, so nothing was sent, no password either. Use smtps:// or another "
                "server, or set MAIL_TLS to offered for one that needs no password."
            )
    if server.user is not None:
        connection.login(server.user, server.password or "")
