"""From curated files to a dataset."""
