"""All that knows Redis: what is kept, how it is sealed, and the embedded server."""
