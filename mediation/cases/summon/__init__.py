"""Summon each side by itself: plan, withdraw, serve, record who came, and stop calling with a reason."""
