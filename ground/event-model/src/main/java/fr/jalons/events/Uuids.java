package fr.jalons.events;

import java.util.UUID;

/** Strict reading of identifiers: {@link UUID#fromString} alone accepts "1-1-1-1-1". */
final class Uuids {
  private static final int CANONICAL_LENGTH = 36;

  private Uuids() {}

  static UUID parse(String text) {
    if (text.length() != CANONICAL_LENGTH) {
      throw new IllegalArgumentException("not a UUID");
    }
    return UUID.fromString(text);
  }
}
