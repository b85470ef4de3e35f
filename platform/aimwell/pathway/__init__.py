"""The pathway: request for help → triage → assessment → priority → episode → outcome → handover.

``rules/`` is pure: a person's events in, their story out. ``stream`` reads the events out of signed records
and recorded acts, ``acting`` records an act where it is legal, ``deriving`` writes the story into rows that
lists and reports can ask for. Signing, acting, undoing, merging and rebuilding all derive in the same way.
"""
