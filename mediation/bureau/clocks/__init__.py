"""Clocks over all units: who holds how many files, how long, and which are late; never whose."""
