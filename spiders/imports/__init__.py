"""Files of offers that somebody saved -> Sightings and pictures. No network.

The way in for sites that let nobody in but people: saved pages, web archives, tables.
"""

from spiders.imports.kinds import FileKind, detect
from spiders.imports.reader import Importer, files_below
from spiders.imports.terms import Terms

__all__ = ["FileKind", "Importer", "Terms", "detect", "files_below"]
