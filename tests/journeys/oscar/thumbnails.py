"""Pictures of the test shop are small enough to be their own thumbnails."""

from oscar.core.thumbnails import AbstractThumbnailer


class AsItIs(AbstractThumbnailer):
    """Hands the picture back."""

    def generate_thumbnail(self, source: object, **_: object) -> object:
        return source

    def delete_thumbnails(self, source: object) -> None:
        """There are none."""
