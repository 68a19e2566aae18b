"""Short digests that stand for long texts in unique keys.

128 bits of SHA-256: two of 10**12 addresses share a key with a chance of 1 in 10**15.
"""

import hashlib

KEY_BYTES = 16


def text_key(text: str) -> bytes:
    """Digest of one text, for example a URL."""
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:KEY_BYTES]


def pair_key(first: str, second: str) -> bytes:
    """Digest of two texts, for example market and listing id; ("ab", "c") is not ("a", "bc")."""
    return text_key(f"{len(first)}\n{first}{second}")


def host_of(url: str) -> str:
    """Host and port of a URL, lower case, without user name; cut to 255 characters, never fails."""
    rest = url.partition("//")[2]
    for end in "/?#\\":
        rest = rest.partition(end)[0]
    return rest.rpartition("@")[2].lower()[:255]
