"""The asking child: puts one batch of questions to an official interface, one after the other."""
