"""The bureau's documents: looked at, numbered, issued, opened. What they tell is gathered from the bureau's records."""
