"""One module a version. Why, Works with, Time and Back stand in each docstring."""
