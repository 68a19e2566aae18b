"""Colours of the mail, one set for each scheme; a test computes the contrast of every text.

Source: WCAG 2.2, success criterion 1.4.3 (4.5 : 1 for text).
"""

from typing import Final

LIGHT: Final = {
    "page": "#f1f3f5",
    "card": "#ffffff",
    "soft": "#f4f6f8",
    "line": "#d9dee4",
    "text": "#1c2430",
    "quiet": "#566170",
    "link": "#0b57a4",
    "mark_text": "#3a2a00",
    "mark": "#ffe9a8",
    "alert_text": "#ffffff",
    "alert": "#a4262c",
    "review_text": "#ffffff",
    "review": "#7a5200",
    "none_text": "#ffffff",
    "none": "#4a5563",
}
DARK: Final = {
    "page": "#10141a",
    "card": "#1a2029",
    "soft": "#232b36",
    "line": "#38424f",
    "text": "#e6eaf0",
    "quiet": "#a9b4c2",
    "link": "#8ec5ff",
    "mark_text": "#ffeec2",
    "mark": "#5c4300",
    "alert_text": "#ffffff",
    "alert": "#b3323a",
    "review_text": "#ffffff",
    "review": "#855a00",
    "none_text": "#ffffff",
    "none": "#566170",
}
