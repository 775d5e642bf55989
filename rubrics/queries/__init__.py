"""Reads of documents, ladders, criteria and rubrics."""
