"""At each place the colour that changes most says which way the outline runs."""

import numpy as np

from rules.image.outlines import steepest


def test_the_steepest_colour_counts_and_of_equals_the_first() -> None:
    dice = np.random.default_rng(3)
    across, down = dice.integers(-3, 4, (2, 20, 30, 3)).astype(np.float32)
    most = (across * across + down * down).argmax(axis=2)
    wide, high = steepest(across, down)
    for row in range(20):
        for column in range(30):
            colour = most[row, column]
            assert wide[row, column] == across[row, column, colour]
            assert high[row, column] == down[row, column, colour]
