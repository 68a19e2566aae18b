"""Who calls the verbs: one machine with bounded child processes."""
