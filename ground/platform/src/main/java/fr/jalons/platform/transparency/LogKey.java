package fr.jalons.platform.transparency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An Ed25519 key that signs notes, or only checks them, as C2SP signed-note has it. */
public final class LogKey {
  private static final String ALGORITHM = "Ed25519";
  private static final byte ED25519 = 1;
  private static final int ID_LENGTH = 4;
  private static final int PUBLIC_LENGTH = 32;
  private static final Pattern SIGNATURE = Pattern.compile("— (\\S+) (\\S+)");
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final PublicKey publicKey;
  private final @Nullable PrivateKey privateKey;

  private LogKey(String name, PublicKey publicKey, @Nullable PrivateKey privateKey) {
    if (name.isEmpty() || name.matches(".*[\\s+].*")) {
      throw new IllegalArgumentException("a key's name holds neither spaces nor plus signs");
    }
    this.name = name;
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  /** A new key under a name, which is the origin of the log it signs. */
  public static LogKey generate(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      return new LogKey(name, pair.getPublic(), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  /** Reads what {@link #encoded()} wrote. */
  public static LogKey decode(String name, String encoded) {
    List<String> lines = encoded.lines().toList();
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      Base64.Decoder base64 = Base64.getDecoder();
      return new LogKey(
          name,
          keys.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0)))));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException("This is not the key of a log.", e);
    }
  }

  /** Secret: private key (PKCS 8) and public key (X.509), each in Base64 on a line of its own. */
  public String encoded() {
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(secret().getEncoded())
        + "\n"
        + base64.encodeToString(publicKey.getEncoded())
        + "\n";
  }

  /** Reads the form in which verifiers are handed on: {@link #verifier()}. */
  public static LogKey ofVerifier(String verifier) {
    String[] parts = verifier.strip().split("\\+", 3);
    try {
      byte[] key = Base64.getDecoder().decode(parts[2]);
      if (key[0] != ED25519 || key.length != 1 + PUBLIC_LENGTH) {
        throw new IllegalArgumentException("not an Ed25519 key");
      }
      byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + PUBLIC_LENGTH);
      System.arraycopy(key, 1, x509, X509_PREFIX.length, PUBLIC_LENGTH);
      LogKey read =
          new LogKey(
              parts[0],
              KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(x509)),
              null);
      if (!HexFormat.of().formatHex(read.id()).equals(parts[1])) {
        throw new IllegalArgumentException("the key does not match its id");
      }
      return read;
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("This is not a verifier key.", e);
    }
  }

  /** Name, key id and public key, as verifiers of signed notes take them. */
  public String verifier() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed());
  }

  public String name() {
    return name;
  }

  /** Whether both are one key, whatever they are called. */
  boolean isSameKey(LogKey other) {
    return publicKey.equals(other.publicKey);
  }

  /** Whether a text has the form of a checkpoint that some key has signed. */
  static boolean isSigned(String note) {
    int end = note.lastIndexOf("\n\n");
    try {
      return end > 0
          && Checkpoint.parse(note.substring(0, end + 1)).size() >= 0
          && note.substring(end + 2).lines().anyMatch(SIGNATURE.asMatchPredicate());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The same key under another name. */
  LogKey named(String other) {
    return new LogKey(other, publicKey, privateKey);
  }

  /** The checkpoint as a signed note. */
  public String sign(Checkpoint checkpoint) {
    return sign(checkpoint.text());
  }

  /**
   * A text of another kind as a signed note. Its second line must not be a number, so that no
   * reader can take it for a checkpoint.
   */
  public String signStatement(String text) {
    List<String> lines = text.lines().toList();
    if (!text.endsWith("\n") || lines.size() < 2 || lines.get(1).matches("\\d+")) {
      throw new IllegalArgumentException("this could be taken for a checkpoint");
    }
    return sign(text);
  }

  private String sign(String text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signed = signature.sign();
      byte[] line = Arrays.copyOf(id(), ID_LENGTH + signed.length);
      System.arraycopy(signed, 0, line, ID_LENGTH, signed.length);
      return text + "\n— " + name + " " + Base64.getEncoder().encodeToString(line) + "\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a note could not be signed", e);
    }
  }

  /**
   * The checkpoint of a note that this key has signed; other signatures may stand beside it. Throws
   * {@link IllegalArgumentException} for anything else.
   */
  public Checkpoint open(String note) {
    String text = text(note);
    Checkpoint checkpoint = Checkpoint.parse(text);
    if (!checkpoint.origin().equals(name)) {
      throw new IllegalArgumentException("a checkpoint of another log");
    }
    return checkpoint;
  }

  /** The text of a note that this key has signed. */
  String text(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("not a signed note");
    }
    String text = note.substring(0, end + 1);
    boolean signed =
        note.substring(end + 2)
            .lines()
            .map(SIGNATURE::matcher)
            .filter(Matcher::matches)
            .filter(line -> line.group(1).equals(name))
            .anyMatch(line -> isMine(text, Base64.getDecoder().decode(line.group(2))));
    if (!signed) {
      throw new IllegalArgumentException("not signed by " + name);
    }
    return text;
  }

  private boolean isMine(String text, byte[] line) {
    if (line.length <= ID_LENGTH || !Arrays.equals(Arrays.copyOf(line, ID_LENGTH), id())) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(publicKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(line, ID_LENGTH, line.length - ID_LENGTH);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private byte[] id() {
    var sha = MerkleTree.sha256();
    sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(sha.digest(typed()), ID_LENGTH);
  }

  private byte[] typed() {
    byte[] x509 = publicKey.getEncoded();
    byte[] typed = new byte[1 + PUBLIC_LENGTH];
    typed[0] = ED25519;
    System.arraycopy(x509, x509.length - PUBLIC_LENGTH, typed, 1, PUBLIC_LENGTH);
    return typed;
  }

  private PrivateKey secret() {
    if (privateKey == null) {
      throw new IllegalStateException("this key can only verify");
    }
    return privateKey;
  }
}
