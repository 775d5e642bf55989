"""Texts that lost their borders: table rows, heads and badges whose parts run together without a space.

A border is looked for where no space follows the end of a sentence, and is weighed: abbreviations, decimals, version
numbers, product names and level codes inside a text look like borders and are not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rubrics.documents.patterns import pattern

CAMEL = pattern(r"\b\w*[a-z][A-Z]\w*\b")
KNOWN_CAMEL = frozenset(
    [
        "DevOps",
        "DevSecOps",
        "SecOps",
        "FinOps",
        "MLOps",
        "DataOps",
        "AIOps",
        "GitOps",
        "GitHub",
        "GitLab",
        "JavaScript",
        "TypeScript",
        "CoffeeScript",
        "PostgreSQL",
        "MySQL",
        "NoSQL",
        "GraphQL",
        "OpenTelemetry",
        "OpenAPI",
        "OpenStack",
        "OpenShift",
        "OpenSearch",
        "CloudFormation",
        "CloudWatch",
        "PagerDuty",
        "LinkedIn",
        "YouTube",
        "PowerShell",
        "PowerPoint",
        "CircleCI",
        "TeamCity",
        "BigQuery",
        "DynamoDB",
        "MongoDB",
        "InfluxDB",
        "MariaDB",
        "CosmosDB",
        "PhD",
        "MSc",
        "BSc",
        "BEng",
        "MEng",
        "SaaS",
        "PaaS",
        "IaaS",
        "IaC",
        "IoT",
        "iOS",
        "macOS",
        "WordPress",
        "SharePoint",
        "HubSpot",
        "JetBrains",
        "DataDog",
        "FastAPI",
        "NumPy",
        "PyTorch",
        "TensorFlow",
        "HashiCorp",
        "eBPF",
        "gRPC",
        "McKinsey",
        "VMware",
        "NetSuite",
        "WebSocket",
        "WebRTC",
        "OAuth",
        "LaTeX",
        "HTTPs",
        "APIs",
        "SLOs",
        "SLIs",
        "SLAs",
        "KPIs",
        "OKRs",
        "IDs",
        "PRs",
        "VMs",
        "SREs",
        "PMs",
        "VPs",
    ]
)
ABBREVIATIONS = frozenset(
    [
        "e.g",
        "i.e",
        "vs",
        "approx",
        "inc",
        "ltd",
        "co",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "no",
        "fig",
        "cf",
        "al",
        "dept",
        "est",
        "min",
        "max",
        "ph",
        "sr",
        "jr",
        "prof",
        "resp",
        "incl",
        "excl",
        "ver",
    ]
)
LONGEST_WORD = 25
FULL_STOP = pattern(r"[.!?…][\"”')\]]?(?=[A-Z0-9“\"(\[])")
NO_STOP = pattern(r"(?<=[a-z)%])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Border:
    """Where one part may end and the next begin, and how likely it does."""

    at: int
    weight: float


@dataclass(frozen=True, slots=True)
class Cut:
    """The parts of a run; `doubtful` when another border was as likely as one that was taken."""

    parts: tuple[str, ...]
    doubtful: bool


def camel_words(text: str) -> set[str]:
    """Words with an inner capital that stand alone somewhere in a text: they are one word wherever they occur."""
    return {word for word in CAMEL.findall(text) if len(word) < 25} | KNOWN_CAMEL


def cut_head(text: str, words: Collection[str]) -> tuple[str, ...]:
    """The names of a run-together head: `LevelScope & ImpactDevOps Craft` is Level, Scope & Impact, DevOps Craft."""
    borders = [match.start() for match in re.finditer(r"(?<=[a-z)])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])", text)]
    kept = [at for at in borders if not within_word(text, at, words)]
    return tuple(part.strip() for part in pieces(text, kept))


def cut_row(text: str, count: int, words: Collection[str], codes: Collection[str] = ()) -> Cut | None:
    """A run-together row as `count` cells, or `None` when it has too few borders to be told apart."""
    if count < 2:
        return Cut((text.strip(),), doubtful=False)
    borders = sorted(borders_of(text, words, codes), key=lambda border: (-border.weight, border.at))
    taken = borders[: count - 1]
    if len(taken) < count - 1:
        return None
    # An unlikely border is still taken when there is no better one, and then it is said.
    rest = borders[count - 1 :]
    doubtful = taken[-1].weight < 2 or bool(rest and taken[-1].weight - rest[0].weight < 0.5)
    cells = pieces(text, sorted(border.at for border in taken))
    return Cut(tuple(cell.strip() for cell in cells), doubtful)


def borders_of(text: str, words: Collection[str], codes: Collection[str]) -> list[Border]:
    """Every place of a row where a cell may end, with its weight."""
    found = [Border(match.end(), weight_of_stop(text, match, codes)) for match in FULL_STOP.finditer(text)]
    taken = {border.at for border in found}
    found.extend(
        Border(match.start(), 1.5)
        for match in NO_STOP.finditer(text)
        if match.start() not in taken and not within_word(text, match.start(), words)
    )
    return [border for border in found if 0 < border.at < len(text)]


def weight_of_stop(text: str, match: re.Match[str], codes: Collection[str]) -> float:
    """How likely a full stop without a space after it ends a cell: 4 surely, under 1 hardly."""
    # Words are short: looking further back would cost quadratic time on a hostile line.
    before = text[max(match.start() - 80, 0) : match.start()]
    after = text[match.end() : match.end() + 80]
    last = re.search(r"[\w.+#%/-]*$", before)
    word = (last[0] if last else "").lower().strip(".")
    following = re.match(r"[\w+#./-]+", after)
    token = following[0] if following else ""
    weight = 3.0
    if word in ABBREVIATIONS or (word.split(".")[-1] in ABBREVIATIONS and len(word) < 4):
        weight -= 2.5
    elif re.fullmatch(r"(?:[a-z]\.)*[a-z]", word):
        weight -= 2.2  # initials: U.S.A
    if word[-1:].isdecimal() and token[:1].isdecimal():
        weight -= 2.5  # a decimal or a version
    elif token[:1].isdecimal():
        weight += 0.5 if re.match(r"\d+(?:[-–]\d+)?\s*\+?\s*(?:years?|yrs?)", after) else -0.5
    if re.fullmatch(r"[A-Z]{2,4}|io|js|net|com|org", token) and word and word[-1].isalpha():
        weight -= 1.5  # Node.JS, ASP.NET
    if re.search(r"(?:https?://|www\.)\S*$", before):
        weight -= 2.0
    if token.rstrip(".,;") in codes:
        weight -= 1.5
    if re.match(r"[A-Z][a-z]+[ ,]", after):
        weight += 1.0
    if re.search(r"[a-z]{3,}[)\"”]?$", before):
        weight += 0.5
    if len(before.strip()) < 8 or len(after.strip()) < 8:
        weight -= 1.0
    return weight


def within_word(text: str, at: int, words: Collection[str]) -> bool:
    """Whether a border falls inside a word that is known to have an inner capital."""
    start = at
    while start and text[start - 1].isalnum() and at - start < LONGEST_WORD:
        start -= 1
    end = at
    while end < len(text) and text[end].isalnum() and end - at < LONGEST_WORD:
        end += 1
    for left in range(start, at):
        for right in range(at + 1, end + 1):
            if text[left:right] in words:
                # "ScopeDevOps": the known word must begin at a border of its own.
                return left == start or text[left].isupper()
    return False


def pieces(text: str, borders: Sequence[int]) -> list[str]:
    """The text cut at the borders, which are in rising order."""
    edges = [0, *borders, len(text)]
    return [text[first:last] for first, last in itertools.pairwise(edges)]


def cut_scores(text: str) -> dict[str, float]:
    """`Depth4.5Real-world coverage5` as {"Depth": 4.5, "Real-world coverage": 5.0}."""
    pairs = re.findall(r"([^\d\s][^\d]*?)\s*[:=]?\s*(\d(?:\.\d+)?)(?=[A-Z“(\s]|$)", text)
    return {name.strip(" ,;·|:"): float(score) for name, score in pairs}


def cut_pairs(text: str, names: Sequence[str]) -> dict[str, str]:
    """`code=15source=list` as {"code": "15", "source": "list"}, for the names given."""
    heads = re.compile(rf"({'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})\s*=\s*", re.IGNORECASE)
    matches = list(heads.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)] * bool(matches)
    return {match[1]: text[match.end() : end].strip(" ,;·") for match, end in zip(matches, ends, strict=True)}


def cut_tags(lines: Sequence[str], tags: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each line as (text, tags) for tags glued to its end; a tag is taken at most once, and never a word of the text."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for line in lines:
        text = line.strip()
        taken: list[str] = []
        while True:
            tag = next((tag for tag in tags if tag not in taken and glued(text, tag)), None)
            if tag is None:
                break
            text = text[: -len(tag)].rstrip(" ·|,") if text.endswith(tag) else text
            taken.insert(0, tag)
        found.append((text, tuple(taken)))
    return found


def glued(text: str, tag: str) -> bool:
    """Whether a tag is stuck to the end of a text: no space or hyphen before it, and something is left."""
    if not text.endswith(tag) or len(text) <= len(tag) + 1:
        return False
    before = text[-len(tag) - 1]
    return not before.isspace() and before not in "-–/"
