"""Files under the name of their own hash: packets, lists of packets, attachments. One table, and two places for the bytes.

`PACKET_STORAGE` is `database` (the default: one thing to back up) or a folder. The row in `stored_file` always exists; the
bytes stand in it, or in the folder under `ab/abcd…`, and then the row's `content` is empty. What is read is held against
its hash first, so that a file which is missing or was altered is found and said, never handed out.

    stored = storage.store_file(content=pdf, media_type="application/pdf")
    storage.file_bytes(stored)
    storage.forget_file(sha256=stored.sha256)   # once nothing refers to it
"""

from core.storage.folder import StorageFault
from core.storage.models import StoredFile
from core.storage.operations import (
    DATABASE,
    Moved,
    file_bytes,
    forget_file,
    move_files,
    storage_setting,
    store_file,
)

__all__ = [
    "DATABASE",
    "Moved",
    "StorageFault",
    "StoredFile",
    "file_bytes",
    "forget_file",
    "move_files",
    "storage_setting",
    "store_file",
]
