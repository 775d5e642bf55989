"""What a form held when it was opened, so that one that comes too late takes over only what was changed in it.

The values travel in a hidden field: of two people who edit at once, the later one must not put back what the other has
written just because it still stood in their form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

OPENED = "opened"


def opened(values: Mapping[str, Sequence[str]]) -> str:
    """The values for the hidden field `opened`: name → what the form holds under it, empty for a box without a tick."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def touched(sent: MultiDict[str, str]) -> MultiDict[str, str]:
    """Those of the values sent that were changed since the form was opened; all of them where it does not say."""
    before = opened_values(sent)
    if before is None:
        return sent
    changed = ((name, values) for name, values in sent.lists() if is_changed(values, before.get(name, [])))
    return MultiDict([(name, value) for name, values in changed for value in values])


def opened_values(sent: MultiDict[str, str]) -> dict[str, Sequence[str]] | None:
    """What `opened` wrote into the form, or None where the form has nothing of the kind."""
    try:
        values = json.loads(sent.get(OPENED, ""))
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or not all(isinstance(entry, list) for entry in values.values()):
        return None
    return values


def is_changed(values: Sequence[str], before: Sequence[str]) -> bool:
    """Whether the words differ; browsers change the ends of lines, and a field that was not there was empty."""
    return [str(value).split() for value in values if value] != [str(value).split() for value in before if value]
