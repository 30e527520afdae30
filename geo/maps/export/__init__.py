"""Snapshots as files: picture, document, slide, page, tables, or all of them in one archive."""
