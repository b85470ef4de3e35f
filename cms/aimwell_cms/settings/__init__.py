"""Settings: base.py holds what is always so; demo, test and production say how they differ."""
