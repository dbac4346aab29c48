package fr.jalons.school.importroster;

import fr.jalons.school.roster.Hints;
import fr.jalons.school.roster.RosterFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether the same files were sent again, and were told to be read in the same way. */
final class FilesDigest {
  private FilesDigest() {}

  static String of(List<RosterFile> files, Hints hints) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (RosterFile file : files) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(file.content().remaining()).flip());
        digest.update(file.content().duplicate());
      }
      if (!hints.equals(Hints.NONE)) {
        digest.update(hints.toString().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
