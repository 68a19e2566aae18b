"""Commands, one module per group. Imports are lazy: `rightswatch --help` answers in 0.2 s."""
