"""Engine, metadata and migrations: the only room that knows which database it is."""
