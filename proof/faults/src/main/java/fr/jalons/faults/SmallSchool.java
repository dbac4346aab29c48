package fr.jalons.faults;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A fictional school of two classes, in files of our own. */
public final class SmallSchool {
  /**
   * Every family and first name and INE of the files: none may appear where names have no place.
   */
  public static final List<String> SECRETS =
      List.of(
          "DELAUNAY-ŒDIP", "GRANDCLÉMENT", "Anaëlle", "Théophane", "061234567AB", "072345678CD");

  private SmallSchool() {}

  public static Map<String, byte[]> files() throws IOException {
    return Map.of(
        "eleves.xml", read("eleves.xml"),
        "responsables.xml", read("responsables.xml"),
        "sts.xml", read("sts.xml"));
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream in = SmallSchool.class.getResourceAsStream("/school/" + file)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** Ids of the students of class 1CAPTEST, in the order of their names. */
  public static List<String> students(JalonsProcess jalons) throws IOException {
    return jalons
        .get("/api/students?class=1CAPTEST")
        .expect(200)
        .json()
        .valueStream()
        .map(student -> student.path("id").asString())
        .toList();
  }
}
