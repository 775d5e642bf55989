"""Whether the worker of a running job is still there."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

HEARTBEAT = timedelta(seconds=10)
SILENCE = timedelta(minutes=2)
MOST_DEATHS = 3


def worker_name() -> str:
    """This process, as the table of jobs names it: host:process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_abandoned(worker: str | None, heartbeat: datetime | None, moment: datetime) -> bool:
    """Whether nobody works on the job any more: its process is gone from this host, or silent for two minutes."""
    host, _, process = (worker or "").rpartition(":")
    if host == socket.gethostname() and process.isdecimal() and not _is_running(int(process)):
        return True
    return heartbeat is None or heartbeat < moment - SILENCE


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # signal 0 only asks whether the process is there
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
