"""Finding the names of sites in texts."""
