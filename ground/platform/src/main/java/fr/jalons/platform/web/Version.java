package fr.jalons.platform.web;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The version of a resource that is revised, as the headers {@code ETag} and {@code If-Match} carry
 * it: how many events have shaped it, in quotes.
 */
public final class Version {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");
  private static final int NEVER = 0;

  private Version() {}

  /** The {@code ETag} of a version. */
  public static String tag(int version) {
    return "\"" + version + "\"";
  }

  /** The version an {@code If-Match} asks for; null if any will do. */
  public static @Nullable Integer wanted(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    Matcher tag = TAG.matcher(ifMatch.strip());
    return tag.matches() ? Integer.valueOf(tag.group(1)) : NEVER;
  }

  /** Refuses with 412 unless {@code current} is what was wanted. */
  public static void require(@Nullable Integer wanted, int current) {
    if (wanted != null && wanted != current) {
      throw new Refusal(Refusal.Kind.STALE, List.of(Fault.of("If-Match", "platform.stale")));
    }
  }
}
