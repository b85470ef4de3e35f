"""Parts of a template that come from a library: what they claim, what is locked in them, how they are put in,
put back and brought up to date. Pure: items are given, never looked up."""
