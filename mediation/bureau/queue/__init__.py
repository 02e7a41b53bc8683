"""The bureau's queue: what was handed in, who has it, how long it waits; search; and the page of one file."""
