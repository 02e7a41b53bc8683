"""Parties' requests about their own data: a register with a clock of 3 x 24 hours."""
