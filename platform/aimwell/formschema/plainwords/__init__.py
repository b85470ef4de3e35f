"""Advice on the wording of a form."""
