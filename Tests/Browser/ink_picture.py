"""Compares the ink of two boards by their pixels."""

import io

from PIL import Image, ImageChops, ImageFilter

WIDTH, HEIGHT = 960, 540
# Two pictures of the same page differ by the grids of their pixels, never by more than so many pixels of the common size.
NEAR = 2


class InkPicture:
    """The page alone, without tools, at a common size."""

    def __init__(self, png, box):
        picture = Image.open(io.BytesIO(png)).convert("L")
        self.picture = picture.resize((WIDTH, HEIGHT), Image.LANCZOS, box=box)
        paper = self.picture.histogram().index(max(self.picture.histogram()))
        self.darkness = self.picture.point(lambda value: abs(value - paper))

    def _mask(self, least):
        return self.darkness.point(lambda value: 255 if value >= least else 0)

    def lacks(self, other):
        """Pixels that are ink in `other` for sure and far from all ink here."""
        near = self._mask(24).filter(ImageFilter.MaxFilter(2 * NEAR + 1))
        return ImageChops.subtract(other._mask(72), near).histogram()[255]

    @property
    def ink(self):
        return self._mask(72).histogram()[255]

    def same_as(self, other):
        return self.lacks(other) == 0 and other.lacks(self) == 0
