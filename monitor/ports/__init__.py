"""What the pipeline asks of the rooms beside it: small Protocols, standard library only."""
