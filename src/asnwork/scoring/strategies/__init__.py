"""The shipped scorers, one file for each."""
