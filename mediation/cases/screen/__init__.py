"""Screen: each side alone, with the same questions, neither told what the other said."""
