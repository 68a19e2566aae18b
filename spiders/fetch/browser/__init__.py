"""Pages that need a browser: how they are rendered, what they leave out, their guarded way out."""
