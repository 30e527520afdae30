"""Sheets: a view on paper, drawn by matplotlib without pyplot."""
