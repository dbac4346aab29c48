package fr.jalons.platform.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 9162, section 2.1, growing leaf by leaf. It keeps the roots of the
 * complete subtrees only, one for each bit of its size: 30 hashes stand for a billion leaves.
 */
public final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha = sha256();
  private final List<byte[]> subtrees = new ArrayList<>();
  private long size;

  /** Adds a leaf. */
  public void add(byte[] leaf) {
    byte[] hash = leaf(sha, leaf);
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = node(sha, subtrees.removeLast(), hash);
    }
    subtrees.add(hash);
    size++;
  }

  /** How many leaves there are. */
  public long size() {
    return size;
  }

  /** The root hash; SHA-256 of nothing for the empty tree. */
  public byte[] root() {
    if (subtrees.isEmpty()) {
      return sha.digest();
    }
    byte[] root = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = node(sha, subtrees.get(i), root);
    }
    return root.clone();
  }

  static byte[] leaf(MessageDigest sha, byte[] leaf) {
    sha.update(LEAF);
    return sha.digest(leaf);
  }

  static byte[] node(MessageDigest sha, byte[] left, byte[] right) {
    sha.update(NODE);
    sha.update(left);
    return sha.digest(right);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
