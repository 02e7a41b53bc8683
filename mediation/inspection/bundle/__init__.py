"""The bundle that leaves the house: age over a ZIP, signed; written and read as a stream. No database, no Flask."""
