"""Patents and utility models: claims against what offers say, element by element."""
