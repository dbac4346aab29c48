package fr.jalons.platform.web;

/** Something is wrong inside a field that holds a body of its own. */
public final class Inside extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the one that holds it
   * @param wrong a refusal, violations of constraints, or what could not be read
   */
  public Inside(String field, RuntimeException wrong) {
    super(field, wrong, false, false);
    this.field = field;
  }

  /** A path below the field; what concerns no field, or a header, stays as it is. */
  Problems.Entry named(Problems.Entry entry) {
    return entry.field() == null || entry.field().equals("If-Match")
        ? entry
        : new Problems.Entry(
            entry.file(), entry.line(), field + '.' + entry.field(), entry.message(), entry.code());
  }
}
