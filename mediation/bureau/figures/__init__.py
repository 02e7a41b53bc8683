"""The figures of a year: counted from sealed summaries, small cells hidden, frozen once."""
