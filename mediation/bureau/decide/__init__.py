"""The decision: prepared by one person, signed on paper by the official, confirmed by another."""
