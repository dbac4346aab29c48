package fr.jalons.school.importroster;

import fr.jalons.school.roster.RosterFile;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether the same files were sent again. */
final class FilesDigest {
  private FilesDigest() {}

  static String of(List<RosterFile> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (RosterFile file : files) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(file.content().remaining()).flip());
        digest.update(file.content().duplicate());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
