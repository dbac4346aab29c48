package fr.jalons.platform.transparency;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows of some leaves that they belong to a tree, as RFC 9162 has it (section 2.1.3), in one pass
 * over all leaves. Kept are only the complete subtrees that the proofs are made of: some twenty for
 * each leaf of a log of a million.
 */
public final class InclusionProofs {
  private final MessageDigest sha = MerkleTree.sha256();
  private final long size;
  private final Map<Subtree, byte[]> wanted = new HashMap<>();
  private final List<byte[]> open = new ArrayList<>();
  private long added;

  /**
   * Proofs for leaves of the tree of a size.
   *
   * @param leaves their indexes, from 0
   */
  public InclusionProofs(long size, Collection<Long> leaves) {
    this.size = size;
    for (long leaf : leaves) {
      if (leaf < 0 || leaf >= size) {
        throw new IllegalArgumentException("no leaf %d in a tree of %d".formatted(leaf, size));
      }
      ranges(leaf).forEach(this::want);
    }
    want(new Range(0, size));
  }

  /** A complete subtree: of 2^level leaves, the index-th of its kind. */
  private record Subtree(int level, long index) {}

  /** Leaves from one (included) to another (excluded). */
  private record Range(long from, long to) {
    /** Where RFC 9162 splits it: at the largest power of two that is smaller than its length. */
    long split() {
      return from + Long.highestOneBit(to - from - 1);
    }

    boolean complete() {
      return Long.bitCount(to - from) == 1;
    }

    Subtree subtree() {
      int level = Long.numberOfTrailingZeros(to - from);
      return new Subtree(level, from >> level);
    }
  }

  /** What a leaf's path consists of, from the leaf up. */
  private List<Range> ranges(long leaf) {
    List<Range> path = new ArrayList<>();
    Range range = new Range(0, size);
    while (range.to - range.from > 1) {
      long split = range.split();
      Range left = new Range(range.from, split);
      Range right = new Range(split, range.to);
      path.addFirst(leaf < split ? right : left);
      range = leaf < split ? left : right;
    }
    return path;
  }

  private void want(Range range) {
    if (range.to == range.from) {
      return;
    }
    if (range.complete()) {
      wanted.put(range.subtree(), new byte[0]);
    } else {
      want(new Range(range.from, range.split()));
      want(new Range(range.split(), range.to));
    }
  }

  /** Adds the next leaf. */
  public void add(byte[] leaf) {
    byte[] hash = MerkleTree.leaf(sha, leaf);
    long index = added++;
    keep(new Subtree(0, index), hash);
    for (int level = 1; (index & 1) == 1; level++) {
      index >>= 1;
      hash = MerkleTree.node(sha, open.removeLast(), hash);
      keep(new Subtree(level, index), hash);
    }
    open.add(hash);
  }

  private void keep(Subtree subtree, byte[] hash) {
    wanted.computeIfPresent(subtree, (wantedOne, unknown) -> hash);
  }

  /** The root of the tree, once all leaves are added. */
  public byte[] root() {
    return size == 0 ? sha.digest() : hash(new Range(0, size));
  }

  /** The hashes that lead from a leaf to the root, once all leaves are added. */
  public List<byte[]> path(long leaf) {
    return ranges(leaf).stream().map(this::hash).toList();
  }

  private byte[] hash(Range range) {
    if (added < size) {
      throw new IllegalStateException("%d of %d leaves".formatted(added, size));
    }
    if (!range.complete()) {
      return MerkleTree.node(
          sha,
          hash(new Range(range.from, range.split())),
          hash(new Range(range.split(), range.to)));
    }
    byte[] known = wanted.get(range.subtree());
    if (known == null || known.length == 0) {
      throw new IllegalArgumentException("nobody asked for this leaf");
    }
    return known;
  }
}
