"""Technical ground: database, configuration, errors, permissions, jobs. Knows nothing of people or hiring."""
