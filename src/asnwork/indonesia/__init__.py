"""Indonesian law, services and schemes as dated data, and the shipped city of Surabaya."""
