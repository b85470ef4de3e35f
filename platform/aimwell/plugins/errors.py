"""What is said when an installed plugin can't be used."""


class PluginError(Exception):
    """A fault found when plugins are loaded: which plugin of which package and version, and what to do.

    It is for whoever installs the software, and is raised before anybody fills in a form.
    """
