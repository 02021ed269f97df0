"""A seeded city in which the very rules of `policies` and `scoring` are tried before they are decided."""
