"""The shipped workplace rules, one file each: a function of law with the name of its file.

A new rule needs no line here: import it from its own file, wherever that stands.
"""
