"""The shipped scorers, one file each: a function of law with the name of its file.

A new scorer needs no line here: import it from its own file, wherever that stands.
"""
