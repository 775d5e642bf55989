"""The people of the demo company: who signs in, what they may do, and how severely they score."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import Role

COMPANY = "Ferrywright"
DOMAIN = "ferrywright.example"
"""Belongs to nobody, so no mail ever leaves for it: see core/mail/server.py."""

PASSWORD = "ferry at slack water"  # noqa: S105 - printed by `flask demo` on purpose: the demo's people are nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone at the demo company.

    `severity` is in points of the 1-5 scale: an interviewer at +0.5 gives half a point less than the average colleague
    for the same interview. `drift` is how much more severe they were a quarter ago, and as much again each quarter before. `spread` is the standard deviation of their slips, in points. Both are 0 for people who do not
    interview. `time_zone` is for those who live elsewhere than the installation says.
    """

    name: str
    address: str
    roles: frozenset[Role]
    title: str
    severity: float = 0.0
    drift: float = 0.0
    spread: float = 0.0
    time_zone: str | None = None

    @property
    def email(self) -> str:
        """What the person signs in with."""
        return f"{self.address}@{DOMAIN}"


def _interviewer(name: str, address: str, title: str, severity: float, spread: float, *, drift: float = 0.0) -> Person:
    return Person(
        name=name,
        address=address,
        roles=frozenset({Role.INTERVIEWER}),
        title=title,
        severity=severity,
        drift=drift,
        spread=spread,
    )


ADMIN = Person(name="Sam Whitlock", address="sam", roles=frozenset({Role.ADMIN}), title="Systems administrator")
RECRUITER = Person(
    name="Camille Aubert",
    address="camille",
    roles=frozenset({Role.RECRUITER}),
    title="Recruiter",
    time_zone="Europe/Paris",
)
HIRING_MANAGER = Person(
    name="Daniel Osei", address="daniel", roles=frozenset({Role.HIRING_MANAGER}), title="Head of engineering"
)
CHAIR = Person(
    name="Noor Haddad", address="noor", roles=frozenset({Role.COMMITTEE}), title="Principal engineer, committee chair"
)
COMMITTEE = (
    CHAIR,
    Person(
        name="Kenji Morimoto",
        address="kenji",
        roles=frozenset({Role.COMMITTEE}),
        title="Director of port operations",
        time_zone="Asia/Tokyo",
    ),
    Person(
        name="Lucía Ferreyra",
        address="lucia",
        roles=frozenset({Role.COMMITTEE}),
        title="Principal product manager",
        time_zone="America/Argentina/Buenos_Aires",
    ),
)
INTERVIEWERS = (
    _interviewer("Ingrid Solheim", "ingrid", "Staff engineer, bookings", 0.60, 0.40),
    _interviewer("Tomasz Wieczorek", "tomasz", "Staff reliability engineer", 0.40, 0.40),
    _interviewer("Adaeze Okonkwo", "adaeze", "Senior engineer, payments", 0.20, 0.35),
    _interviewer("Hannah Lindqvist", "hannah", "Senior product designer", 0.05, 0.45),
    _interviewer("Farid Benali", "farid", "Senior engineer, timetables", -0.10, 0.40, drift=0.4),
    _interviewer("Mei-Ling Zhao", "meiling", "Product manager, ticket offices", -0.25, 0.45),
    _interviewer("Rafael Quintana", "rafael", "Engineering manager, boarding", -0.40, 0.40),
    _interviewer("Anjali Raghunathan", "anjali", "Senior reliability engineer", -0.50, 0.50),
)
"""From the most severe to the most lenient; the severities sum to zero. One of them has become milder over the past year."""

LEARNER = INTERVIEWERS[3]
"""Learns to interview for the second opening, where she is in nobody's loop yet."""

PEOPLE_OPERATIONS = Person(
    name="Beatriz Moura", address="beatriz", roles=frozenset({Role.PEOPLE_OPERATIONS}), title="People operations"
)

PEOPLE = (ADMIN, RECRUITER, HIRING_MANAGER, *COMMITTEE, *INTERVIEWERS, PEOPLE_OPERATIONS)


def sign_ins() -> dict[Role, str]:
    """The sign-in address of one person for each role."""
    return {
        Role.ADMIN: ADMIN.email,
        Role.RECRUITER: RECRUITER.email,
        Role.INTERVIEWER: INTERVIEWERS[0].email,
        Role.COMMITTEE: CHAIR.email,
        Role.HIRING_MANAGER: HIRING_MANAGER.email,
        Role.PEOPLE_OPERATIONS: PEOPLE_OPERATIONS.email,
    }
