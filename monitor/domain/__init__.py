"""The nouns of Rightswatch: frozen dataclasses, standard library only.

One word, one thing: the names here are the names in tables, logs, screens and documents.
"""
