"""Scorers of a city, one file each, found by asnwork through the entry points of this distribution."""
