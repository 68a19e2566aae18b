"""One YAML file -> validated settings, with every mistake at its line and column."""
