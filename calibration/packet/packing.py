"""A PDF's objects as the bytes of its file: each made once, and compressed as far as is worth its time.

pydyf makes each object's bytes twice, once more for the file's identifier, and compresses at zlib's last level: three and
a half times the work of its sixth for a file smaller by 3 %.
"""

from __future__ import annotations

import zlib
from hashlib import md5
from math import ceil, log
from typing import BinaryIO

import pydyf  # type: ignore[import-untyped]  # pydyf ships no types

COMPRESSION = 6


class PackedPDF(pydyf.PDF):  # type: ignore[misc]  # pydyf ships no types
    """A PDF that is written with a compressed object stream and cross-reference stream, and named by what it holds."""

    def write(
        self,
        output: BinaryIO,
        version: bytes | str | None = "1.7",
        identifier: object = True,  # noqa: ARG002  # pydyf's signature; the identifier is always that of the content
        compress: bool = True,  # noqa: ARG002  # pydyf's signature
    ) -> None:
        """Write the whole file. Its identifier is the digest of all its objects, so the same objects give the same file."""
        self.add_object(self.info)
        header = f"%PDF-{version if isinstance(version, str) else (version or b'1.7').decode()}\n".encode()
        pieces, position = [header, b"%\xf0\x9f\x96\xa4\n"], len(header) + 6
        places: list[tuple[int, int, int]] = []  # one line of the cross-reference table for each object
        packed: list[tuple[int, bytes]] = []
        digest = md5(usedforsecurity=False)
        stream_number = len(self.objects)
        for element in self.objects:
            if element.free == "f":
                places.append((0, 0, element.generation))
                continue
            data = _data(element)
            digest.update(data)
            if element.compressible:
                places.append((2, stream_number, len(packed)))
                packed.append((element.number, data))
            else:
                places.append((1, position, element.generation))
                pieces.append(_indirect(element.number, data))
                position += len(pieces[-1])
        places.append((1, position, 0))
        pieces.append(_indirect(stream_number, _object_stream(packed)))
        position += len(pieces[-1])
        places.append((1, position, 0))
        pieces.append(_indirect(stream_number + 1, self._cross_references(places, digest.hexdigest())))
        output.write(b"".join([*pieces, b"startxref\n%d\n%%%%EOF\n" % position]))

    def _cross_references(self, places: list[tuple[int, int, int]], digest: str) -> bytes:
        widths = (1, *(max(1, ceil(log(max(line[field] for line in places) + 1, 256))) for field in (1, 2)))
        lines = b"".join(
            value.to_bytes(width, "big") for line in places for width, value in zip(widths, line, strict=True)
        )
        name = pydyf.String(digest).data
        extra = {
            "Type": "/XRef",
            "Index": pydyf.Array((0, len(places))),
            "W": pydyf.Array(widths),
            "Size": len(places),
            "Root": self.catalog.reference,
            "Info": self.info.reference,
            "ID": pydyf.Array((name, name)),
        }
        return _stream(lines, extra)


def _data(element: pydyf.Object) -> bytes:
    """The bytes of an object; those of a stream that asks for it compressed."""
    if isinstance(element, pydyf.Stream) and element.compress:
        return _stream(b"\n".join(map(_content, element.stream)), element.extra)
    made: bytes = element.data
    return made


def _content(item: object) -> bytes:
    """One item of a content stream: nearly all are bytes or marks already."""
    if isinstance(item, bytes):
        return item
    if isinstance(item, str):
        return item.encode("ascii")
    made: bytes = item.data if isinstance(item, pydyf.Object) else pydyf.Array([item]).data[1:-1]
    return made


def _stream(content: bytes, extra: dict[str, object]) -> bytes:
    compressed = zlib.compress(content, COMPRESSION)
    described: bytes = pydyf.Dictionary({**extra, "Filter": "/FlateDecode", "Length": len(compressed)}).data
    return b"\n".join((described, b"stream", compressed, b"endstream"))


def _object_stream(packed: list[tuple[int, bytes]]) -> bytes:
    """The objects that stand in one stream, behind the number and the place of each."""
    index, position = [], 0
    for number, data in packed:
        index.append(b"%d %d" % (number, position))
        position += len(data) + 1
    head = b" ".join(index) + b"\n"
    content = head + b"\n".join(data for _, data in packed)
    return _stream(content, {"Type": "/ObjStm", "N": len(packed), "First": len(head)})


def _indirect(number: int, data: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, data)
