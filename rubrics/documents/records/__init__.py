"""YAML and JSON: parsed, and read as tables, as references between lists, or as an outline."""
