"""Frozen values in the shape other programs rely on: their fields by name, in order."""

from __future__ import annotations

from typing import Any, ClassVar


class Plain:
    """A dataclass whose JSON shape is its fields: tuples become lists, dataclasses inside it take their own shape."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def to_json(self) -> dict[str, Any]:
        """The fields as plain values."""
        return {name: plain(getattr(self, name)) for name in self.__dataclass_fields__}


def plain(value: Any) -> Any:
    """One field's value without tuples and dataclasses."""
    if isinstance(value, Plain):
        return value.to_json()
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return dict(value) if isinstance(value, dict) else value
