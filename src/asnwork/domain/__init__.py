"""Values and transitions: what a city's office is, and what happens in it."""
