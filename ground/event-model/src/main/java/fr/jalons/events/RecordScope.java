package fr.jalons.events;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scale (échelle) of what is about no single student: a school, one of its tracks, a class or a
 * group.
 *
 * @param school the one it is in
 * @param structure the class or group; null for a wider scale
 * @param track digits 4 to 8 of the national code of its classes; null for another scale
 */
public record RecordScope(
    SchoolId school, @Nullable StructureId structure, @Nullable String track) {
  private static final Pattern TRACK = Pattern.compile("(.{8}):T:(.+)");

  private static final int TRACK_FROM = 3;
  private static final int TRACK_UNTIL = 8;

  /** From the widest to the narrowest. */
  public enum Scale {
    SCHOOL,
    TRACK,
    CLASS,
    GROUP
  }

  public RecordScope {
    if (structure != null && (track != null || !structure.school().equals(school))) {
      throw new IllegalArgumentException("a class or group of its school, or a track");
    }
  }

  public static RecordScope of(SchoolId school) {
    return new RecordScope(school, null, null);
  }

  public static RecordScope of(StructureId structure) {
    return new RecordScope(structure.school(), structure, null);
  }

  /** Of a record; null if it is about a student or several. */
  public static @Nullable RecordScope of(OnRecord record) {
    StructureId structure = record.structure();
    SchoolId school = structure == null ? record.school() : structure.school();
    return school == null || record.aboutSeveral()
        ? null
        : new RecordScope(school, structure, record.track());
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static RecordScope of(String text) {
    Matcher track = TRACK.matcher(text);
    if (track.matches()) {
      return new RecordScope(new SchoolId(track.group(1)), null, track.group(2));
    }
    return text.contains(":") ? of(new StructureId(text)) : of(new SchoolId(text));
  }

  /** The track of a class: digits 4 to 8 of its national code; null unless it is a CAP's. */
  public static @Nullable String trackOf(@Nullable String mef) {
    return mef != null
            && mef.length() >= TRACK_UNTIL
            && (mef.startsWith("24") || mef.startsWith("27"))
        ? mef.substring(TRACK_FROM, TRACK_UNTIL)
        : null;
  }

  public Scale scale() {
    if (structure != null) {
      return structure.kind() == StructureId.Kind.CLASS ? Scale.CLASS : Scale.GROUP;
    }
    return track == null ? Scale.SCHOOL : Scale.TRACK;
  }

  @Override
  public String toString() {
    return structure == null
        ? school + (track == null ? "" : ":T:" + track)
        : Objects.toString(structure);
  }
}
