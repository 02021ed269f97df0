"""Rules that measure: from evidence to score, proposal, predicate and pay."""
