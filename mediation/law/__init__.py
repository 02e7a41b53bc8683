"""The law as dated, cited data, and the sums made with it. Pure: no clock, no database, no page."""
