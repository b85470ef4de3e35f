"""Filling in: a form's sections as steps in a browser, kept on the draft's row."""
