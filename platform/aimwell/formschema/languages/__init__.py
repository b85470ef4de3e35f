"""A template and our own words in more than one language."""
