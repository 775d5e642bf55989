"""Ferrywright, an invented company that shows every feature: its documents, its people, its candidates and their scores.

The pure modules say who there is and what happens (`people`, `candidates`, `scores`, `evidence`, `story`), the same for
the same seed; `load` puts it into an empty database and `cli` is the command that does so.
"""
