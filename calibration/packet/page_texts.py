"""The text of pages, read once for all files that hold the same page."""

from __future__ import annotations

import hashlib
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

ENCODING = frozenset({"/Length", "/Filter", "/DecodeParms"})
"""How a stream is packed, which says nothing of what it holds."""


class PageTexts:
    """Reads the text of pages; one that is drawn with the same marks and resources as another is not read again.

    To read a page takes most of the time that checking a file takes, and a file that was altered has nearly all pages of
    the one that was sealed. Keeps the readers of the pages alive as long as it lives itself.
    """

    def __init__(self) -> None:
        self._known: dict[bytes, str] = {}
        self._digests: dict[tuple[Any, int, int], bytes | None] = {}

    def of(self, page: PageObject) -> str:
        """The text of the page; raises whatever a damaged page makes pypdf raise."""
        digest = self._drawn(page)
        if digest is None:
            return page.extract_text()
        if digest not in self._known:
            self._known[digest] = page.extract_text()
        return self._known[digest]

    def _drawn(self, page: PageObject) -> bytes | None:
        """A hash of all that the text of the page is read from; None where that cannot be told."""
        if "/Resources" not in page or "/Contents" not in page:
            return None
        try:
            return self._digest([page.raw_get("/Contents"), page.raw_get("/Resources")])
        except Exception:  # noqa: BLE001  # a hostile file can break the reader anywhere, with any exception
            return None

    def _digest(self, value: Any) -> bytes:
        if isinstance(value, IndirectObject):
            return self._digest_of_object(value)
        if isinstance(value, DictionaryObject):
            told = hashlib.sha256(b"dictionary")
            for key in sorted(value.keys() - ENCODING if isinstance(value, StreamObject) else value.keys()):
                told.update(hashlib.sha256(key.encode()).digest() + self._digest(value.raw_get(key)))
            if isinstance(value, StreamObject):
                told.update(b"stream" + hashlib.sha256(value.get_data()).digest())
        elif isinstance(value, (list, ArrayObject)):
            told = hashlib.sha256(b"list" + b"".join(map(self._digest, value)))
        else:
            told = hashlib.sha256(f"{type(value).__name__} {value!r}".encode())
        return told.digest()

    def _digest_of_object(self, reference: IndirectObject) -> bytes:
        """The hash of what is referred to; raises ValueError where that refers to itself, as nothing in a packet does."""
        place = reference.pdf, reference.idnum, reference.generation
        if place not in self._digests:
            self._digests[place] = None
            self._digests[place] = self._digest(reference.get_object())
        found = self._digests[place]
        if found is None:
            raise ValueError(f"object {reference.idnum} holds itself")
        return found
