package fr.jalons.platform.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LogKeyTest {
  /**
   * The example of golang.org/x/mod/sumdb/note: a note and its key as another program made them.
   */
  private static final String THEIR_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String THEIR_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  private final LogKey key = LogKey.generate("jalons.test/log");
  private final Checkpoint checkpoint = new Checkpoint("jalons.test/log", 42, new byte[32]);

  @Test
  void notesOfOtherProgramsAreUnderstood() {
    LogKey theirs = LogKey.ofVerifier(THEIR_KEY);
    assertThat(theirs.text(THEIR_NOTE)).startsWith("If you think").endsWith("problem is.\n");
    assertThat(theirs.verifier()).isEqualTo(THEIR_KEY);
    assertThatThrownBy(() -> theirs.text(THEIR_NOTE.replace("know", "knew")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCheckpointHasThreeLinesAndASignature() {
    assertThat(key.sign(checkpoint))
        .matches(
            "jalons\\.test/log\n42\nA{43}=\n\n— jalons\\.test/log [A-Za-z0-9+/]{90,91}={0,2}\n");
  }

  @Test
  void whoHasTheVerifierKeyCanCheckIt() {
    LogKey verifier = LogKey.ofVerifier(key.verifier());
    Checkpoint read = verifier.open(key.sign(checkpoint));
    assertThat(read.size()).isEqualTo(42);
    assertThat(read.root()).isEqualTo(checkpoint.root());
    assertThat(LogKey.decode("jalons.test/log", key.encoded()).open(key.sign(checkpoint)).size())
        .isEqualTo(42);
  }

  @Test
  void aStatementIsSignedAsANoteThatIsNoCheckpoint() {
    LogKey key = LogKey.generate("example.org/log");
    String note = key.signStatement("statement/1\nabout-somebody\n");

    assertThat(LogKey.ofVerifier(key.verifier()).text(note))
        .isEqualTo("statement/1\nabout-somebody\n");
    assertThatThrownBy(() -> key.open(note)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.signStatement("example.org/log\n12\nroot\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.signStatement("one line\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forgeriesAreRefused() {
    String note = key.sign(checkpoint);
    LogKey other = LogKey.generate("jalons.test/log");
    assertThatThrownBy(() -> other.open(note)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.open(note.replace("\n42\n", "\n43\n")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.open("nonsense")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> key.open(checkpoint.text() + "\n— jalons.test/log %%%\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
