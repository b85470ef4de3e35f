"""The `aimwell` command."""
