"""The named second reviewer: reads the file, writes own reasons, agrees or not."""
