"""The mixed model's equations for given variance components, and its restricted likelihood with exact gradient.

    x[n,j,i] = m_i + t_n + g_ni + h_nj - c_j + e

t candidate, g candidate x dimension (profile), h candidate x interviewer (halo), c severity, e residual: independent normal;
m dimension means: fixed. The halo is integrated out of each interview, t and g of a candidate are eliminated in batch, and
what is left is the border of severities and dimension means. Random effects are scaled by their standard deviation, so that
a component of zero is an ordinary value. Patterson, H. D. & Thompson, R. (1971), Biometrika 58, 545-554; Bates, D. et al.
(2015), Journal of Statistical Software 67(1), sections 3.1-3.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calibration.statistics.interviews import Border, Interviews
from calibration.statistics.ratings import Floats


@dataclass(frozen=True)
class Components:
    """Standard deviations of the random effects, in points of the rating scale."""

    candidate: float
    interviewer: float
    halo: float
    profile: float
    residual: float


@dataclass(frozen=True, eq=False)
class Equations:
    """The solved equations. Local rows of a candidate: level, then one profile row per dimension.

    `inverse` (candidates x local x local): posterior covariance of the local effects given the border, scaled;
    `covariance`: the same unscaled; `coupling`: covariance times the border's matrix, so that the local effects are
    `local - coupling @ border`; `border` (interviewers + dimensions,): scaled severities, dimension means;
    `border_covariance` its posterior covariance; `effect` (candidates x local); `weighted_residual` (interviews x
    dimensions): V^-1 (x - fixed part).
    """

    components: Components
    inverse: Floats
    covariance: Floats
    coupling: Border
    border: Floats
    border_covariance: Floats
    effect: Floats
    weighted_residual: Floats
    pull: Floats
    weight: Floats
    criterion: float


def solve(interviews: Interviews, components: Components) -> Equations:
    """The equations solved for these components. `criterion` is -2 log restricted likelihood without its constant.

    Raises numpy.linalg.LinAlgError where a dimension mean cannot be told, which is the case only for a dimension
    without ratings.
    """
    d, sd = interviews, components
    error, halo = sd.residual**2, sd.halo**2
    shared = error + d.size * halo
    pull = np.hstack([d.size[:, None], d.rated]) / shared[:, None]
    information = np.empty((d.candidates, 1 + d.dimensions, 1 + d.dimensions))
    information[:, 0, :] = d.by_candidate(pull)
    information[:, :, 0] = information[:, 0, :]
    outer = d.rated[:, :, None] * d.rated[:, None, :] * (-halo / (shared * error))[:, None, None]
    profile = d.by_candidate(outer)
    place = np.arange(d.dimensions)
    profile[:, place, place] += d.by_candidate(d.rated) / error
    information[:, 1:, 1:] = profile
    scale = np.concatenate([[sd.candidate], np.full(d.dimensions, sd.profile)])
    block = information * np.outer(scale, scale)
    block[:, np.arange(1 + d.dimensions), np.arange(1 + d.dimensions)] += 1.0
    inverse: Floats = np.asarray(np.linalg.inv(block), dtype=np.float64)
    covariance: Floats = inverse * np.outer(scale, scale)
    matrix = Border(-sd.interviewer * pull, information[:, :, 1:])
    coupling = Border(
        np.matmul(covariance[d.candidate], matrix.severity[:, :, None])[:, :, 0], covariance @ matrix.mean
    )
    weight = d.size / shared
    panel = d.interviewers
    system = -d.cross(matrix, coupling)
    system[np.arange(panel), np.arange(panel)] += 1.0 + sd.interviewer**2 * d.by_interviewer(weight)
    mixed = -sd.interviewer * d.by_interviewer(pull[:, 1:])
    system[:panel, panel:] += mixed
    system[panel:, :panel] += mixed.T
    system[panel:, panel:] += information[:, 1:, 1:].sum(axis=0)
    weighted = _weigh(d, d.score, components)
    local = _local(d, weighted)
    given = d.cross_vector(coupling, local)
    right = np.concatenate([-sd.interviewer * d.by_interviewer(weighted.sum(axis=1)), weighted.sum(axis=0)]) - given
    border_covariance: Floats = np.asarray(np.linalg.inv(system), dtype=np.float64)
    border: Floats = np.asarray(np.linalg.solve(system, right), dtype=np.float64)
    effect: Floats = np.matmul(covariance, local[:, :, None])[:, :, 0] - d.times(coupling, border)
    fitted = effect[:, :1] + effect[:, 1:] + border[panel:]
    residual = d.rated * (d.score - fitted[d.candidate] + sd.interviewer * border[d.interviewer, None])
    weighted_residual = _weigh(d, residual, components)
    criterion = (
        float(((d.size - 1) * np.log(error) + np.log(shared)).sum())
        + float(np.linalg.slogdet(block)[1].sum())
        + float(np.linalg.slogdet(system)[1])
        + float((weighted_residual * d.score).sum())
    )
    return Equations(
        components,
        inverse,
        covariance,
        coupling,
        border,
        border_covariance,
        effect,
        weighted_residual,
        pull,
        weight,
        criterion,
    )


def slope(interviews: Interviews, equations: Equations) -> dict[str, float]:
    """The derivative of the criterion with respect to each variance, tr(P Z Z') - |Z' P x|^2; P Z Z' is never formed.

    Components of zero have no trace here and are left out.
    """
    d, q, sd = interviews, equations, equations.components
    by_candidate = d.by_candidate(q.weighted_residual)
    by_interview = q.weighted_residual.sum(axis=1)
    squares = {
        "candidate": float((by_candidate.sum(axis=1) ** 2).sum()),
        "profile": float((by_candidate**2).sum()),
        "halo": float((by_interview**2).sum()),
        "interviewer": float((d.by_interviewer(by_interview) ** 2).sum()),
        "residual": float((q.weighted_residual**2).sum()),
    }
    diagonal = np.diagonal(q.inverse, axis1=1, axis2=2)
    traces: dict[str, float] = {}
    if sd.candidate > 0:
        explained = _share(d, q, slice(0, 1))
        traces["candidate"] = (float((1 - diagonal[:, 0]).sum()) - explained / sd.candidate**2) / sd.candidate**2
    if sd.profile > 0:
        explained = _share(d, q, slice(1, None))
        traces["profile"] = (float((1 - diagonal[:, 1:]).sum()) - explained / sd.profile**2) / sd.profile**2
    if sd.interviewer > 0:
        severity = np.diag(q.border_covariance)[: d.interviewers]
        traces["interviewer"] = float((1 - severity).sum()) / sd.interviewer**2
    traces["halo"] = _halo_trace(d, q)
    freedom = float(d.rated.sum()) - d.dimensions
    spent = sum(getattr(sd, name) ** 2 * trace for name, trace in traces.items())
    traces["residual"] = (freedom - spent) / sd.residual**2
    return {name: trace - squares[name] for name, trace in traces.items()}


def _weigh(d: Interviews, values: Floats, components: Components) -> Floats:
    """V^-1 of each interview times its values (interviews x dimensions), V = residual + halo."""
    error, halo = components.residual**2, components.halo**2
    common = values.sum(axis=1) * halo / (error + d.size * halo)
    weighted: Floats = (values - d.rated * common[:, None]) / error
    return weighted


def _local(d: Interviews, weighted: Floats) -> Floats:
    profile = d.by_candidate(weighted)
    return np.hstack([profile.sum(axis=1, keepdims=True), profile])


def _share(d: Interviews, q: Equations, rows: slice) -> float:
    part = q.coupling.rows(rows)
    return float((q.border_covariance * d.cross(part, part)).sum())


def _halo_trace(d: Interviews, q: Equations) -> float:
    """tr(Zh' P Zh): for each interview its weight, less what the other effects explain of it."""
    severity, pull = q.components.interviewer, q.pull
    own = float((pull * np.matmul(q.covariance[d.candidate], pull[:, :, None])[:, :, 0]).sum())
    crowd = d.by_candidate(pull[:, :, None] * pull[:, None, :])
    towards = Border(-severity * q.weight[:, None] * pull, crowd[:, :, 1:])
    onwards = Border(np.matmul(crowd[d.candidate], q.coupling.severity[:, :, None])[:, :, 0], crowd @ q.coupling.mean)
    back = d.cross(towards, q.coupling)
    seen = d.cross(q.coupling, onwards) - back - back.T
    panel = d.interviewers
    seen[np.arange(panel), np.arange(panel)] += severity**2 * d.by_interviewer(q.weight**2)
    mixed = -severity * d.by_interviewer(q.weight[:, None] * pull[:, 1:])
    seen[:panel, panel:] += mixed
    seen[panel:, :panel] += mixed.T
    seen[panel:, panel:] += crowd[:, 1:, 1:].sum(axis=0)
    return float(q.weight.sum()) - own - float((q.border_covariance * seen).sum())
