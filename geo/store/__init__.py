"""Reading and writing the GeoPackage."""
