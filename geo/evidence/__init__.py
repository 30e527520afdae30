"""Texts of a reader, and what they are evidence of."""
