"""People's names in a text: lists of names as data, and small finders over the words."""
