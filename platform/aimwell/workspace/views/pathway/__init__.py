"""Pages of somebody's pathway: how they stand, and a page for each act."""
