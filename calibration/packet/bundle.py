"""Many files as one zip whose bytes depend on nothing but names and contents."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import IO

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a zip can say
READABLE = 0o100644 << 16
UNIX = 3


def write_bundle(target: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """The files as a zip, in their order and one at a time; not packed, since a PDF is packed inside."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        for name, content in files:
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.create_system, entry.external_attr = UNIX, READABLE
            bundle.writestr(entry, content)
