"""What the ratings say and how sure that is: agreement, the decision model, the diagnostic model, adverse impact.

Pure modules on numpy and scipy. They take plain values or a `ratings.Ratings` table and give plain values or frozen
dataclasses. A figure that cannot be computed is None, never a guess; NaN and infinity stay inside.
"""
