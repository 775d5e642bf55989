"""Writes: importing documents, making and publishing rubrics."""
