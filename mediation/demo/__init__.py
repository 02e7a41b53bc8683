"""The made-up office of `make demo`: people, units and cases, made through the same services that people use."""
