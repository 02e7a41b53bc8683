"""The desk: what needs me today, my cases, and the page of one case."""
