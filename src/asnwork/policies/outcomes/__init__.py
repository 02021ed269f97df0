"""The shipped outcome policies, one file each: a function of law with the name of its file."""
