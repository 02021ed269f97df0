"""The one-file report that opens offline."""
