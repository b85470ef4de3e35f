"""How a command says that it cannot do what was asked."""


class CannotRun(Exception):
    """One sentence for the person at the keyboard: what, where, and what to do. The exit status is 1."""
