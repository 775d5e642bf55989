"""Who interviewed and decided in the sample."""

from __future__ import annotations

from calibration.packet.record import (
    Person,
)

MARA = Person(id="11", name="Mara Lindgren", role="interviewer")
TOMASZ = Person(id="12", name="Tomasz Wieczorek", role="interviewer")
ADAEZE = Person(id="13", name="Adaeze Nwosu", role="interviewer")
JONAS = Person(id="14", name="Jonas Falk", role="interviewer")
PRIYA = Person(id="15", name="Priya Raman", role="interviewer")
INES = Person(id="21", name="Ines Carvalho", role="chair")
DANIEL = Person(id="22", name="Daniel Ortega", role="committee")
YUKI = Person(id="23", name="Yuki Tanabe", role="committee")
HELENA = Person(id="24", name="Helena Brandt", role="committee")
