"""The rules of the pathway, over plain data: no Django, no database.

``events.Event`` is what happened; ``folding.fold`` makes a ``story.Story`` of a person's events. Each topic
is a file with the moves that it knows.
"""
