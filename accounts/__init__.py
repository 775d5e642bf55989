"""People: accounts, sign-in and roles."""
