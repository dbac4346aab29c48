package fr.jalons.school.roster;

import java.nio.ByteBuffer;

/**
 * A file as the secretary sent it.
 *
 * @param name as on the secretary's disk, to tell which file a fault stands in
 */
public record RosterFile(String name, ByteBuffer content) {
  private static final int LONGEST_NAME = 120;

  /** Keeps the last part of the name only: some browsers send the whole path. */
  public static RosterFile of(String name, byte[] content) {
    String last = name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')));
    String shown = last.strip().replaceAll("\\p{Cntrl}", "");
    return new RosterFile(
        shown.isEmpty() ? "?" : shown.substring(0, Math.min(LONGEST_NAME, shown.length())),
        ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  int size() {
    return content.remaining();
  }
}
