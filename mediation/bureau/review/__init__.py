"""The review: further statements, the bureau's own sessions, the memo, deferral and withdrawal."""
