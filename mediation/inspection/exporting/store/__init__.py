"""Rows of export keys and of exports."""
