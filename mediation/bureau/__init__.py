"""The personnel bureau: what comes after a case was handed in, up to the decision and what follows it."""
