"""Strategies and laws for the property-based suites of others."""
