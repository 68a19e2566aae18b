"""`python -m monitor.cli`: the same command, for child processes of this very installation."""

from monitor.cli.app import main

if __name__ == "__main__":
    main()
