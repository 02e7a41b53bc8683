"""The trail as people read it: in sentences, each reader no more than he may know."""
