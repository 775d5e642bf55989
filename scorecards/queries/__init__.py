"""Reads of requisitions, applications, loops and scorecards; what a viewer may not see never leaves the database."""
