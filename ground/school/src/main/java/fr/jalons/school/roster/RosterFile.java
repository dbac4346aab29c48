package fr.jalons.school.roster;

import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A file as the secretary sent it.
 *
 * @param name as on the secretary's disk, to tell which file a fault stands in
 */
public record RosterFile(String name, ByteBuffer content) {
  private static final int LONGEST_NAME = 120;
  private static final int MEGABYTE = 1 << 20;
  private static final int MOST_MEGABYTES = 32;

  /** Keeps the last part of the name only: some browsers send the whole path. */
  public static RosterFile of(String name, byte[] content) {
    String last = name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
    String shown = last.strip().replaceAll("\\p{Cntrl}", "");
    return new RosterFile(
        shown.isEmpty() ? "?" : shown.substring(0, Math.min(LONGEST_NAME, shown.length())),
        ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  /** A file that this archive holds: faults name both. */
  RosterFile inside(String path, byte[] inner) {
    RosterFile entry = of(path, inner);
    return new RosterFile(name + '/' + entry.name, entry.content);
  }

  int size() {
    return content.remaining();
  }

  byte[] bytes() {
    byte[] bytes = new byte[size()];
    content.get(content.position(), bytes);
    return bytes;
  }

  boolean startsWith(int... bytes) {
    if (size() < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((content.get(content.position() + i) & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Neither empty nor larger than any school's roster. */
  void requireSize() {
    if (size() == 0) {
      throw new Refusal(Refusal.Kind.INVALID, List.of(Fault.in(name, null, null, "roster.empty")));
    }
    if (size() > MOST_MEGABYTES * MEGABYTE) {
      throw new Refusal(
          Refusal.Kind.INVALID,
          List.of(Fault.in(name, null, null, "roster.too-large", MOST_MEGABYTES)));
    }
  }
}
