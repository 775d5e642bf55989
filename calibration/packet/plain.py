"""Frozen dataclasses as plain values (nested dicts and lists), and the way back.

Made for hashing: a value has one plain form. Numbers are as their field is annotated (a `float` field holding 3 becomes
3.0), and floats are rounded to six places, so that the order of a sum never shows in a hash.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from core.errors import InvalidInput

Record = TypeVar("Record")

DECIMALS = 6
LATER = {"later": True}
"""Marks a field that was added after records had been hashed: while it is None its key is left out."""
NAMES: dict[Any, str] = {
    dict: "an object",
    list: "a list",
    tuple: "a list",
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
}


def plain_value(instance: object) -> dict[str, Any]:
    """A dataclass instance as nested dicts and lists, every field present but empty `LATER` ones, `None` as `None`."""
    value = _to_plain(instance, type(instance))
    if not isinstance(value, dict):
        raise TypeError(f"{type(instance).__name__} is not a dataclass")
    return value


def instance_of(kind: type[Record], value: object, where: str = "") -> Record:
    """An instance of the dataclass `kind` from nested dicts and lists.

    Keys that `kind` does not know are passed over, so that a later edition of the same version can still be read; a
    missing key takes the field's default. Raises `InvalidInput` naming the place (`scorecards[2].ratings[0].score`).
    """
    if not isinstance(value, dict):
        raise InvalidInput(f"{where or 'The document'} should be an object, and is {_name_of(value)}.")
    shape: Any = kind  # any dataclass; the type variable only carries the answer's type
    hints = _hints(shape)
    arguments: dict[str, Any] = {}
    for field in dataclasses.fields(shape):
        place = f"{where}.{field.name}" if where else field.name
        if field.name in value:
            arguments[field.name] = _from_plain(hints[field.name], value[field.name], place)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise InvalidInput(f"{place} is missing.")
    return kind(**arguments)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _to_plain(value: object, annotation: Any) -> Any:
    if value is None:
        return None
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {
            field.name: _to_plain(getattr(value, field.name), hints[field.name])
            for field in dataclasses.fields(value)
            if getattr(value, field.name) is not None or "later" not in field.metadata
        }
    members = _members(annotation)
    if isinstance(value, (tuple, list)):
        inner = next((get_args(member)[0] for member in members if get_origin(member) is tuple), None)
        return [_to_plain(item, inner) for item in value]
    if float in members and isinstance(value, (int, float)):
        return round(float(value), DECIMALS) + 0.0  # the sum turns -0.0 into 0.0
    return value


def _from_plain(annotation: Any, value: object, where: str) -> Any:
    members = _members(annotation)
    if value is None:
        if NoneType in members:
            return None
        raise InvalidInput(f"{where} is empty, and must not be.")
    for member in members:
        if get_origin(member) is tuple:
            if isinstance(value, list):
                inner = get_args(member)[0]
                return tuple(_from_plain(inner, item, f"{where}[{index}]") for index, item in enumerate(value))
        elif isinstance(member, type) and dataclasses.is_dataclass(member):
            return instance_of(member, value, where)
        elif member is float and isinstance(value, (int, float)) and not isinstance(value, bool):
            return float(value)
        elif type(value) is member:
            return value
    wanted = " or ".join(_wanted(member) for member in members if member is not NoneType)
    raise InvalidInput(f"{where} should be {wanted}, and is {_name_of(value)}.")


def _wanted(annotation: Any) -> str:
    return NAMES.get(get_origin(annotation) or annotation, "an object")


def _members(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _name_of(value: object) -> str:
    return "nothing" if value is None else NAMES.get(type(value), "something else")
