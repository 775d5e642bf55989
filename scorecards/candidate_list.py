"""Lists of candidates as people keep them: CSV with a heading line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

from core.errors import InvalidInput, UnreadableDocument
from scorecards.csv_file import CsvFile, Line, read_csv

MOST_LINES = 2000
MOST_SAID = 20
"""So many problems of a file are said one by one."""
COLUMNS = ("name", "email", "source")
OTHER_NAMES = {
    "full name": "name",
    "candidate": "name",
    "e-mail": "email",
    "email address": "email",
    "mail": "email",
    "channel": "source",
}
LONGEST = {"name": 200, "email": 254, "source": 200}


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    """One line of the list; `line` counts from 1, the heading included."""

    line: int
    name: str
    email: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class CandidateList:
    """The candidates in order, and the encoding they were read in."""

    candidates: tuple[ListedCandidate, ...]
    encoding: str = "UTF-8"


class Standing(StrEnum):
    """What importing a line would do."""

    NEW = "new"
    KNOWN = "known"
    SAME_NAME = "same_name"
    APPLIED = "applied"
    TWICE = "twice"

    @property
    def is_added(self) -> bool:
        """Whether the line gives an application."""
        return self not in {Standing.APPLIED, Standing.TWICE}


def read_list(content: bytes) -> CandidateList:
    """The candidates of a CSV file; empty lines are skipped, unknown columns ignored.

    Raises UnreadableDocument, naming the line, when the file cannot be read (see read_csv), there is no column for the
    name, or there are more than 2,000 lines; InvalidInput about `file` with a sentence for each line that has no name, a
    malformed address or a text that is too long.
    """
    found: CsvFile = read_csv(content, other_names=OTHER_NAMES, most_lines=MOST_LINES)
    if "name" not in found.columns:
        raise UnreadableDocument("no column is called name; the first line must name the columns", "line 1")
    problems = [f"line {line.line}: {problem}" for line in found.lines for problem in _problems(line)]
    if problems:
        more = len(problems) - MOST_SAID
        said = problems if more <= 0 else [*problems[:MOST_SAID], f"{more} problems more, in the lines that follow"]
        raise InvalidInput("; ".join(said), {"file": said})
    return CandidateList(tuple(_listed(line) for line in found.lines), found.encoding)


def standings(
    listed: Collection[ListedCandidate], *, applied: Collection[str], known: Collection[str], names: Collection[str]
) -> list[Standing]:
    """What importing each line would do.

    `applied` and `known` hold addresses in lower case (of this opening's candidates, and of all); `names` the names in
    lower case of this opening's candidates. A name met again is only marked: two people may share one.
    """
    seen: set[str] = set()
    met = set(names)
    found = []
    for each in listed:
        email, name = (each.email or "").lower(), each.name.lower()
        if email and email in seen:
            found.append(Standing.TWICE)
        elif email and email in applied:
            found.append(Standing.APPLIED)
        elif name in met:
            found.append(Standing.SAME_NAME)
        else:
            found.append(Standing.KNOWN if email and email in known else Standing.NEW)
        seen.add(email)
        met.add(name)
    return found


def _problems(line: Line) -> list[str]:
    problems = [] if line.cells.get("name") else ["this line has no name"]
    for column, longest in LONGEST.items():
        if len(line.cells.get(column, "")) > longest:
            problems.append(f"the {column} is longer than {longest} characters")
    if line.cells.get("email"):
        try:
            validate_email(line.cells["email"], check_deliverability=False, globally_deliverable=False)
        except EmailNotValidError as error:
            problems.append(str(error))
    return problems


def _listed(line: Line) -> ListedCandidate:
    email, source = line.cells.get("email") or None, line.cells.get("source") or None
    return ListedCandidate(line.line, line.cells["name"], email, source)
