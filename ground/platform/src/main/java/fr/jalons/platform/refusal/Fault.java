package fr.jalons.platform.refusal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, told by a key of the message bundles ({@code messages/<module>}).
 *
 * @param file name of the uploaded file it stands in, if any
 * @param line line in that file, from 1, if any
 * @param field path of the field it concerns, as the client wrote it, if any
 * @param key message key
 * @param args arguments of the message; never a name of a person
 */
public record Fault(
    @Nullable String file,
    @Nullable Integer line,
    @Nullable String field,
    String key,
    List<Object> args) {

  /** A fault of one field of a request. */
  public static Fault of(@Nullable String field, String key, Object... args) {
    return new Fault(null, null, field, key, List.of(args));
  }

  /** A fault in an uploaded file. */
  public static Fault in(
      String file, @Nullable Integer line, @Nullable String field, String key, Object... args) {
    return new Fault(file, line, field, key, List.of(args));
  }
}
