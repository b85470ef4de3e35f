"""Django's PostgreSQL backend, which never runs as a role that can see past row-level security."""
