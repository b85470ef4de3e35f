"""What the pages about an organisation's library show."""
