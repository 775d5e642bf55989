"""From the frozen inputs of a calibration run to its figures, all plain JSON values; see `fitted.py` for the inputs."""

from __future__ import annotations

from calibration.measurement.candidate import all_figures, candidate_figures
from calibration.measurement.fitted import FEW_CANDIDATES, FEW_INTERVIEWERS, Fit, fit
from calibration.measurement.whole import run_outputs

__all__ = ["FEW_CANDIDATES", "FEW_INTERVIEWERS", "Fit", "all_figures", "candidate_figures", "fit", "run_outputs"]
