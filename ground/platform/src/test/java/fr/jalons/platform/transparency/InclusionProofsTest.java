package fr.jalons.platform.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InclusionProofsTest {
  private static byte[] leaf(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  private static InclusionProofs of(long size, List<Long> leaves) {
    InclusionProofs proofs = new InclusionProofs(size, leaves);
    LongStream.range(0, size).forEach(number -> proofs.add(leaf(number)));
    return proofs;
  }

  /** RFC 9162, section 2.1.3.2, word for word. */
  private static byte[] rootBy(byte[] leaf, long index, long size, List<byte[]> path) {
    MessageDigest sha = MerkleTree.sha256();
    byte[] r = MerkleTree.leaf(sha, leaf);
    long fn = index;
    long sn = size - 1;
    for (byte[] p : path) {
      assertThat(sn).isPositive();
      if ((fn & 1) == 1 || fn == sn) {
        r = MerkleTree.node(sha, p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = MerkleTree.node(sha, r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    assertThat(sn).isZero();
    return r;
  }

  @Test
  void everyLeafOfEveryTreeLeadsToItsRoot() {
    for (long size = 1; size <= 130; size++) {
      InclusionProofs proofs = of(size, LongStream.range(0, size).boxed().toList());
      MerkleTree tree = new MerkleTree();
      LongStream.range(0, size).forEach(number -> tree.add(leaf(number)));

      assertThat(proofs.root()).isEqualTo(tree.root());
      for (long index = 0; index < size; index++) {
        assertThat(rootBy(leaf(index), index, size, proofs.path(index)))
            .as("leaf %d of %d", index, size)
            .isEqualTo(tree.root());
      }
    }
  }

  @Test
  void someLeavesOfALargeTreeLeadToItsRoot() {
    long size = 100_003;
    List<Long> leaves = List.of(0L, 17L, 65_535L, 65_536L, 99_999L, 100_002L);
    InclusionProofs proofs = of(size, leaves);

    for (long index : leaves) {
      assertThat(rootBy(leaf(index), index, size, proofs.path(index))).isEqualTo(proofs.root());
    }
    assertThatThrownBy(() -> proofs.path(500)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProofSaysNothingAboutAnotherLeaf() {
    InclusionProofs proofs = of(10, List.of(3L));

    assertThat(rootBy(leaf(4), 3, 10, proofs.path(3))).isNotEqualTo(proofs.root());
    assertThat(rootBy(leaf(3), 4, 10, proofs.path(3))).isNotEqualTo(proofs.root());
  }

  @Test
  void thereIsNoProofBeforeAllLeavesAreThereNorForOneBeyondThem() {
    InclusionProofs unfinished = new InclusionProofs(2, List.of(0L));
    unfinished.add(leaf(0));

    assertThatThrownBy(() -> unfinished.path(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new InclusionProofs(2, List.of(2L)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
