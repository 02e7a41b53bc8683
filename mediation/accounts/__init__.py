"""People and keys: the directory, signing in, sessions, groups, recovery and drafts."""
