package fr.jalons.security;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A device with one passkey, and the browser that speaks for it: WebAuthn, written once more. What
 * an attacker would change can be changed.
 */
final class Authenticator {
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int HAS_KEY = 0x40;
  private static final int COORDINATE = 32;

  private final KeyPair keys;
  private final byte[] id = new byte[16];
  private byte[] handle = new byte[0];

  /** What the browser says where it is. */
  String origin;

  /** The name that the device knows the server by. */
  String party = "localhost";

  /** Whether it has looked at its owner's finger, face or code. */
  boolean verifies = true;

  /** How often it has signed; 0 for one that does not count. */
  int count;

  Authenticator(String origin) {
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Its credential id, as forms have it. */
  String id() {
    return text(id);
  }

  /** For an account that it was not made for. */
  void pretendHandle(byte[] other) {
    handle = other.clone();
  }

  byte[] handle() {
    return handle.clone();
  }

  /** Makes its passkey, of no maker ({@code none}). */
  String create(String challenge, String handle) {
    this.handle = Base64.getUrlDecoder().decode(handle);
    ByteArrayOutputStream attestation = new ByteArrayOutputStream();
    attestation.write(0xa3);
    word(attestation, "fmt");
    word(attestation, "none");
    word(attestation, "attStmt");
    attestation.write(0xa0);
    word(attestation, "authData");
    bytes(attestation, data(HAS_KEY, newKey()));
    return "{\"id\":\"%1$s\",\"rawId\":\"%1$s\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"%2$s\",\"attestationObject\":\"%3$s\"}}"
        .formatted(
            id(), text(client("webauthn.create", challenge)), text(attestation.toByteArray()));
  }

  /** Signs that its owner wants to come in. */
  String sign(String challenge) {
    if (count > 0) {
      count++;
    }
    byte[] data = data(0, new byte[0]);
    byte[] client = client("webauthn.get", challenge);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(sha256(client));
      return "{\"id\":\"%1$s\",\"rawId\":\"%1$s\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"%2$s\",\"authenticatorData\":\"%3$s\",\"signature\":\"%4$s\",\"userHandle\":\"%5$s\"}}"
          .formatted(id(), text(client), text(data), text(signature.sign()), text(handle));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] client(String type, String challenge) {
    return utf8(
        "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
            .formatted(type, challenge, origin));
  }

  private byte[] data(int more, byte[] key) {
    int flags = PRESENT | more | (verifies ? VERIFIED : 0);
    return ByteBuffer.allocate(37 + key.length)
        .put(sha256(utf8(party)))
        .put((byte) flags)
        .putInt(count)
        .put(key)
        .array();
  }

  /** Its model (none), its id and its public key as COSE. */
  private byte[] newKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    ByteArrayOutputStream cose = new ByteArrayOutputStream();
    cose.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
    bytes(cose, coordinate(key.getW().getAffineX()));
    cose.write(0x22);
    bytes(cose, coordinate(key.getW().getAffineY()));
    return ByteBuffer.allocate(16 + 2 + id.length + cose.size())
        .put(new byte[16])
        .putShort((short) id.length)
        .put(id)
        .put(cose.toByteArray())
        .array();
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] signed = number.toByteArray();
    byte[] exact = new byte[COORDINATE];
    int length = Math.min(COORDINATE, signed.length);
    System.arraycopy(signed, signed.length - length, exact, COORDINATE - length, length);
    return exact;
  }

  /** CBOR of a short word. */
  private static void word(ByteArrayOutputStream out, String word) {
    out.write(0x60 | word.length());
    out.writeBytes(utf8(word));
  }

  /** CBOR of up to 255 bytes. */
  private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
    out.write(0x58);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
