"""Answers that are worked out from others: expressions, their checks, their words, their values."""
