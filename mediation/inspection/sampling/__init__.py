"""Samples that an auditor draws, and looks into sampled files that two persons of the bureau grant."""
