"""The file's papers: what is attached, looked into, sealed as a stream, shown as a copy, and withdrawn."""
