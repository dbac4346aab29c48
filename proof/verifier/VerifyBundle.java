import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Checks a bundle that Jalons exported, without Jalons, its database or a network: that a key
 * signed the checkpoint, that the log of this checkpoint holds each of the events as it stands in
 * the bundle, and that these are the events which were put in. There is one way only to write a
 * bundle: what could be read in two ways is refused. Nothing but a JDK from version 17 on is
 * needed:
 *
 * <pre>java VerifyBundle.java bundle.json [verifier key that you trust]</pre>
 *
 * Ends with VALID, a table and 0 if everything holds under the key that you trust. Without that key
 * it ends with SELF-CONSISTENT and 3: the bundle is whole, but anybody can have made it. Ends with
 * the first thing that does not hold and 1, and with 2 if there is no bundle to check. The format
 * is described in docs/bundle.md.
 */
public final class VerifyBundle {
  private static final String FORMAT = "jalons-history-bundle/1";

  /** Exit code for a bundle that was checked with its own key alone. */
  private static final int NOT_AUTHENTICATED = 3;

  private static final Set<String> FIELDS =
      Set.of("format", "student", "checkpoint", "key", "seal", "events");
  private static final Set<String> EVENT_FIELDS =
      Set.of(
          "position",
          "id",
          "type",
          "revision",
          "payload",
          "metadata",
          "recordedAt",
          "tags",
          "previous",
          "proof");
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private VerifyBundle() {}

  public static void main(String[] args) {
    if (args.length < 1 || args.length > 2) {
      System.err.println("java VerifyBundle.java bundle.json [verifier key that you trust]");
      System.exit(2);
    }
    try {
      String bundle = Files.readString(Path.of(args[0]));
      String trusted = args.length > 1 ? args[1].strip() : null;
      System.out.println(verified(bundle, trusted));
      if (trusted == null) {
        System.exit(NOT_AUTHENTICATED);
      }
    } catch (Broken | CharacterCodingException e) {
      System.out.println("BROKEN: " + (e instanceof Broken ? e.getMessage() : "this is no UTF-8"));
      System.exit(1);
    } catch (IOException e) {
      System.err.println("There is no bundle to check: " + e);
      System.exit(2);
    }
  }

  /** Something does not hold. */
  private static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String what) {
      super(what);
    }
  }

  static String verified(String json, String trusted) {
    Object bundle = new Json(json).document();
    require(FORMAT.equals(text(bundle, "format")), "this is no " + FORMAT);
    only(bundle, FIELDS);
    Key key = Key.read(text(bundle, "key"));
    if (trusted != null) {
      require(Key.read(trusted).equals(key), "the key of the bundle is not the one that you trust");
    }
    Checkpoint checkpoint = Checkpoint.open(text(bundle, "checkpoint"), key);
    String student = text(bundle, "student");
    long last = 0;
    List<?> events = list(bundle, "events");
    require(!events.isEmpty(), "there is no event");
    Set<String> files = files(student, events);
    MessageDigest all = sha256();
    for (Object event : events) {
      long position = number(event, "position");
      try {
        require(position > last, "it is not in the order of the log");
        all.update(proven(event, position, files, checkpoint));
      } catch (Broken e) {
        throw new Broken("event " + position + ": " + e.getMessage());
      }
      last = position;
    }
    String sealed =
        String.join(
            "\n",
            FORMAT,
            student,
            String.valueOf(checkpoint.size),
            Base64.getEncoder().encodeToString(checkpoint.root),
            String.valueOf(events.size()),
            Base64.getEncoder().encodeToString(all.digest()),
            "");
    require(
        key.opened(text(bundle, "seal"), "seal").equals(sealed),
        "these are not the events that were put in: one was taken out, or added");
    return """
        %s
        student      %s
        log          %s
        checkpoint   %d events, root %s
        signed by    %s%s
        events       %d, positions %d to %d: each is in that log as it stands here"""
        .formatted(
            trusted == null
                ? "SELF-CONSISTENT, not authenticated: name the key of the log that you trust"
                : "VALID",
            student,
            checkpoint.origin,
            checkpoint.size,
            Base64.getEncoder().encodeToString(checkpoint.root),
            key.text,
            trusted == null ? " (the bundle's own)" : " (trusted)",
            events.size(),
            number(events.get(0), "position"),
            last);
  }

  /** The tags of the student: of each file that an event of the bundle joins to theirs, too. */
  private static Set<String> files(String student, List<?> events) {
    Set<String> files = new HashSet<>(Set.of("student:" + student));
    for (Object event : events) {
      if (text(event, "type").equals("planning.StudentsJoined")) {
        Object joining = new Json(text(event, "payload")).document();
        if (text(joining, "kept").equals(student)) {
          files.add("student:" + text(joining, "joined"));
        }
      }
    }
    return files;
  }

  /** The hash of an event, if the log of the checkpoint holds it. */
  private static byte[] proven(
      Object event, long position, Set<String> files, Checkpoint checkpoint) {
    only(event, EVENT_FIELDS);
    require(
        list(event, "tags").stream().anyMatch(tag -> files.contains(String.valueOf(tag))),
        "it does not concern this student");
    require(position <= checkpoint.size, "it is later than the checkpoint");
    byte[] hash = hash(event, position);
    require(
        Arrays.equals(root(hash, position - 1, checkpoint.size, event), checkpoint.root),
        "this is not what the log of the checkpoint holds there");
    return hash;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Broken(otherwise);
    }
  }

  /** The hash of an event: over the hash before it, its position and the digest of its content. */
  private static byte[] hash(Object event, long position) {
    MessageDigest digest = sha256();
    try {
      UUID id = UUID.fromString(text(event, "id"));
      Instant recordedAt = Instant.parse(text(event, "recordedAt"));
      require(id.toString().equals(text(event, "id")), "its identifier is written in another way");
      require(
          recordedAt.toString().equals(text(event, "recordedAt"))
              && recordedAt.getNano() % 1000 == 0,
          "its time is written in another way");
      digest.update(
          ByteBuffer.allocate(24)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt))
              .flip());
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new Broken("it has no identifier or no time");
    }
    for (String part : List.of("type", "revision", "payload", "metadata")) {
      update(digest, text(event, part));
    }
    texts(event, "tags").stream().sorted().forEach(tag -> update(digest, tag));
    MessageDigest link = sha256();
    byte[] previous = base64(text(event, "previous"));
    require(previous.length == 32, "the hash before it is none");
    link.update(previous);
    link.update(ByteBuffer.allocate(8).putLong(position).flip());
    return link.digest(digest.digest());
  }

  private static void update(MessageDigest digest, String part) {
    try {
      ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
      digest.update(ByteBuffer.allocate(4).putInt(bytes.remaining()).flip());
      digest.update(bytes);
    } catch (CharacterCodingException e) {
      throw new Broken("it holds half a character");
    }
  }

  /** RFC 9162, section 2.1.3.2. */
  private static byte[] root(byte[] leaf, long index, long size, Object event) {
    MessageDigest sha = sha256();
    sha.update((byte) 0);
    byte[] hash = sha.digest(leaf);
    long node = index;
    long end = size - 1;
    for (String step : texts(event, "proof")) {
      byte[] sibling = base64(step);
      require(sibling.length == 32, "its proof holds what is no hash");
      require(end > 0, "its proof is too long");
      if ((node & 1) == 1 || node == end) {
        hash = node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          end >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      node >>= 1;
      end >>= 1;
    }
    require(end == 0, "its proof is too short");
    return hash;
  }

  private static byte[] node(byte[] left, byte[] right) {
    MessageDigest sha = sha256();
    sha.update((byte) 1);
    sha.update(left);
    return sha.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] base64(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      require(
          Base64.getEncoder().encodeToString(bytes).equals(text), "this is other Base64: " + text);
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new Broken("this is not Base64: " + text);
    }
  }

  /** A verifier key as C2SP signed-note has it: name, id, and an Ed25519 key. */
  private record Key(String text, String name, String id, String publicKey) {
    static Key read(String text) {
      String[] parts = text.split("\\+", 3);
      require(parts.length == 3, "this is no verifier key: " + text);
      byte[] typed = base64(parts[2]);
      require(typed.length == 33 && typed[0] == 1, "this is no Ed25519 key: " + text);
      MessageDigest sha = sha256();
      sha.update((parts[0] + "\n").getBytes(StandardCharsets.UTF_8));
      String id = HexFormat.of().formatHex(Arrays.copyOf(sha.digest(typed), 4));
      require(id.equals(parts[1]), "the key does not match its id: " + text);
      return new Key(text, parts[0], id, parts[2]);
    }

    /** The text of a note that this key has signed: C2SP signed-note. */
    String opened(String note, String what) {
      int end = note.lastIndexOf("\n\n");
      require(end > 0 && note.endsWith("\n"), "the " + what + " is no signed note");
      String text = note.substring(0, end + 1);
      boolean signed = false;
      for (String line : note.substring(end + 2).split("\n")) {
        String[] parts = line.split(" ");
        signed |=
            parts.length == 3
                && parts[0].equals("\u2014")
                && parts[1].equals(name)
                && signed(text, base64(parts[2]));
      }
      require(signed, "the " + what + " is not signed with the key of the bundle");
      return text;
    }

    private boolean signed(String note, byte[] line) {
      if (line.length < 4 || !HexFormat.of().formatHex(line, 0, 4).equals(id)) {
        return false;
      }
      try {
        byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
        System.arraycopy(base64(publicKey), 1, x509, X509_PREFIX.length, 32);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
        signature.update(note.getBytes(StandardCharsets.UTF_8));
        return signature.verify(line, 4, line.length - 4);
      } catch (GeneralSecurityException e) {
        return false;
      }
    }
  }

  /** What the key signed: C2SP tlog-checkpoint. */
  private record Checkpoint(String origin, long size, byte[] root) {
    static Checkpoint open(String note, Key key) {
      String text = key.opened(note, "checkpoint");
      String[] lines = text.split("\n");
      require(
          lines.length >= 3 && lines[1].matches("[1-9]\\d{0,17}"),
          "this is no checkpoint: " + text);
      require(lines[0].equals(key.name), "the checkpoint is of another log than the key");
      byte[] root = base64(lines[2]);
      require(root.length == 32, "the checkpoint has no root hash");
      return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }
  }

  private static Object field(Object object, String name) {
    Object value = object instanceof Map<?, ?> fields ? fields.get(name) : null;
    require(value != null, "something lacks its " + name);
    return value;
  }

  private static String text(Object object, String name) {
    require(field(object, name) instanceof String, name + " is no text");
    return (String) field(object, name);
  }

  private static long number(Object object, String name) {
    require(field(object, name) instanceof Long, name + " is no number");
    return (Long) field(object, name);
  }

  private static List<?> list(Object object, String name) {
    require(field(object, name) instanceof List, name + " is no list");
    return (List<?>) field(object, name);
  }

  private static List<String> texts(Object object, String name) {
    return list(object, name).stream()
        .map(
            item -> {
              require(item instanceof String, name + " holds what is no text");
              return (String) item;
            })
        .toList();
  }

  /** What nothing vouches for must not stand beside what is proven. */
  private static void only(Object object, Set<String> names) {
    require(((Map<?, ?>) object).keySet().equals(names), "there are other fields than " + names);
  }

  /** As much of JSON as a bundle has: objects, lists, texts and whole numbers. */
  private static final class Json {
    private static final int DEEPEST = 8;

    private final String text;
    private int at;
    private int depth;

    Json(String text) {
      this.text = text;
    }

    Object document() {
      Object value = value();
      skipSpace();
      require(at == text.length(), "something follows the bundle");
      return value;
    }

    private Object value() {
      require(++depth < DEEPEST, "the bundle is nested too deeply");
      char next = peek();
      Object value =
          switch (next) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            default -> integer();
          };
      depth--;
      return value;
    }

    private Map<String, Object> object() {
      Map<String, Object> fields = new LinkedHashMap<>();
      at++;
      if (!ends('}')) {
        do {
          String name = string();
          expect(':');
          require(fields.put(name, value()) == null, "there are two of " + name);
        } while (goesOn('}'));
      }
      return fields;
    }

    private List<Object> array() {
      List<Object> items = new ArrayList<>();
      at++;
      if (!ends(']')) {
        do {
          items.add(value());
        } while (goesOn(']'));
      }
      return items;
    }

    /** Passes the end of an object or list, if it comes next. */
    private boolean ends(char end) {
      boolean ends = peek() == end;
      if (ends) {
        at++;
      }
      return ends;
    }

    /** After a comma there is another value: JSON has no trailing commas. */
    private boolean goesOn(char end) {
      if (ends(end)) {
        return false;
      }
      expect(',');
      return true;
    }

    private String string() {
      expect('"');
      StringBuilder string = new StringBuilder();
      while (true) {
        char c = next();
        if (c == '"') {
          return string.toString();
        }
        if (c < ' ') {
          throw new Broken("a text holds what no text may, at character " + at);
        }
        string.append(c == '\\' ? escaped() : c);
      }
    }

    private char escaped() {
      char c = next();
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'u' -> unicode();
        default -> throw new Broken("this is no bundle in JSON, at character " + at);
      };
    }

    private char unicode() {
      require(at + 4 <= text.length(), "the bundle ends in the middle");
      String digits = text.substring(at, at + 4);
      require(digits.matches("[0-9a-fA-F]{4}"), "this is no character: " + digits);
      at += 4;
      return (char) Integer.parseInt(digits, 16);
    }

    private Long integer() {
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      String digits = text.substring(from, at);
      require(digits.matches("[1-9]\\d{0,17}"), "this is no bundle in JSON, at character " + from);
      return Long.parseLong(digits);
    }

    private void expect(char wanted) {
      if (peek() != wanted) {
        throw new Broken("this is no bundle in JSON, at character " + at);
      }
      at++;
    }

    private char next() {
      require(at < text.length(), "the bundle ends in the middle");
      return text.charAt(at++);
    }

    /** The next character that is no space. */
    private char peek() {
      skipSpace();
      require(at < text.length(), "the bundle ends in the middle");
      return text.charAt(at);
    }

    /** The four characters that RFC 8259 calls insignificant. */
    private void skipSpace() {
      while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
