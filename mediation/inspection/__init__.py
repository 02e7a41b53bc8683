"""The auditor: summaries, the trail in sentences, samples, sealed exports, failures of protection."""
