package fr.jalons.platform.refusal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that is refused for a reason its user can understand and mend. Thrown by decisions and
 * readers; answered as RFC 9457 problem+json in the user's language.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of no, with its HTTP status. */
  public enum Kind {
    /** What was sent is malformed or makes no sense by itself. */
    INVALID(400),
    /** The actor may not do this. */
    FORBIDDEN(403),
    /** What it is about does not exist. */
    NOT_FOUND(404),
    /** It contradicts what has already happened. */
    CONFLICT(409),
    /** What it is about was taken back, for good. */
    GONE(410),
    /** The state it was based on has moved on. */
    STALE(412),
    /** Well-formed, but at odds with an earlier request or a rule on its content. */
    UNPROCESSABLE(422);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final transient List<Fault> faults;
  private final transient List<String> confirm;
  private final transient Map<String, Object> details;

  public Refusal(Kind kind, List<Fault> faults) {
    this(kind, faults, List.of(), Map.of());
  }

  private Refusal(
      Kind kind, List<Fault> faults, List<String> confirm, Map<String, Object> details) {
    super(faults.isEmpty() ? kind.name() : faults.getFirst().key(), null, false, false);
    this.kind = kind;
    this.faults = List.copyOf(faults);
    this.confirm = List.copyOf(confirm);
    this.details = Map.copyOf(details);
  }

  /** What may be meant but hardly ever is: the same request with this word is obeyed. */
  public static Refusal toConfirm(String word, List<Fault> faults) {
    return toConfirm(List.of(word), faults);
  }

  /** As {@link #toConfirm(String, List)}, where several words are needed. */
  public static Refusal toConfirm(List<String> words, List<Fault> faults) {
    return new Refusal(Kind.CONFLICT, faults, words, Map.of());
  }

  /** The field makes no sense by itself. */
  public static Refusal invalid(String field, String key, Object... args) {
    return new Refusal(Kind.INVALID, List.of(Fault.of(field, key, args)));
  }

  /** What it is about does not exist. */
  public static Refusal notFound(String key, Object... args) {
    return new Refusal(Kind.NOT_FOUND, List.of(Fault.of(null, key, args)));
  }

  /** A rule of the school's work is broken, given what has already happened. */
  public static Refusal conflict(String key, Object... args) {
    return new Refusal(Kind.CONFLICT, List.of(Fault.of(null, key, args)));
  }

  /** As {@link #conflict(String, Object...)}, naming the field that clashes. */
  public static Refusal conflictOn(String field, String key, Object... args) {
    return new Refusal(Kind.CONFLICT, List.of(Fault.of(field, key, args)));
  }

  /** The words with which the same request is obeyed; mostly there are none. */
  public List<String> confirm() {
    return confirm;
  }

  /** The same, telling more: a further member of the answer. */
  public Refusal with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(details);
    more.put(name, value);
    return new Refusal(kind, faults, confirm, more);
  }

  /** What the answer tells besides, by name. */
  public Map<String, Object> details() {
    return details;
  }

  public Kind kind() {
    return kind;
  }

  public List<Fault> faults() {
    return faults;
  }
}
