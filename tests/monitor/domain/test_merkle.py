"""The Merkle tree against the plain recursive definition of RFC 6962, and against strangers."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain import merkle
from monitor.domain.merkle import GrownTree, consistent, included, leaf_hash, node_hash

SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 32, 33, 70]
LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"@ABC",
    b"PQRSTUVW",
    b"`abcdefghijklmno",
]
KNOWN_ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def root_by_definition(leaves: list[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(root_by_definition(leaves[:middle]), root_by_definition(leaves[middle:]))


def test_the_tree_of_the_certificate_transparency_vectors_has_their_root() -> None:
    assert GrownTree(LEAVES).root().hex() == KNOWN_ROOT


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_proofs_are_those_of_the_definition(size: int) -> None:
    leaves = [b"%d" % n for n in range(size)]
    tree, root = GrownTree(leaves), root_by_definition(leaves)
    assert tree.root() == root
    for index in range(size):
        proof = merkle.inclusion_proof(index, size, tree.fetch)
        assert included(leaves[index], index, size, proof, root)
        assert len(merkle.sides(index, size)) == len(proof)
        assert not included(b"other", index, size, proof, root)
        assert not included(leaves[index], index, size, [*proof, root], root)
        assert not included(leaves[index], size, size, proof, root)
    for old in range(size + 1):
        before = root_by_definition(leaves[:old])
        proof = merkle.consistency_proof(old, size, tree.fetch)
        assert consistent(old, before, size, root, proof)
        if old:
            assert not consistent(old, b"x" * 32, size, root, proof)
            assert old == size or not consistent(old, before, size, b"x" * 32, proof)


@given(size=st.integers(1, 10**12), index=st.integers(0, 10**12))
def test_a_path_is_as_long_as_the_tree_is_deep(size: int, index: int) -> None:
    assert len(merkle.sides(index % size, size)) <= (size - 1).bit_length()


@given(size=st.integers(0, 10**15))
def test_the_hashes_that_an_entry_adds_have_the_next_numbers(size: int) -> None:
    added = merkle.kept_count(size + 1) - merkle.kept_count(size)
    assert added == len(merkle.siblings_of_next(size)) + 1
    assert merkle.node_number(0, size) == merkle.kept_count(size)


def test_what_is_no_tree_is_said_to_be_none() -> None:
    tree = GrownTree([b"a", b"b"])
    with pytest.raises(ValueError, match="no entry 2"):
        merkle.inclusion_proof(2, 2, tree.fetch)
    with pytest.raises(ValueError, match="cannot grow out"):
        merkle.consistency_proof(3, 2, tree.fetch)
    assert not consistent(3, b"", 2, b"", [])
    assert consistent(0, merkle.EMPTY_ROOT, 2, tree.root(), [])
    assert not consistent(1, leaf_hash(b"a"), 2, tree.root(), [])
