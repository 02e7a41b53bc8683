"""Rows of people, units, groups, sessions, failures, devices and drafts: read, checked and written here alone."""
