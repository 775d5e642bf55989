"""What people type about documents and rubrics."""
