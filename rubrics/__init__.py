"""Level guidelines and hiring criteria in, rubrics out."""
