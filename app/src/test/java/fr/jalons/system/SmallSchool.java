package fr.jalons.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A fictional school of two classes, in files of our own. */
final class SmallSchool {
  /**
   * Every family and first name and INE of the files: none may appear where names have no place.
   */
  static final List<String> SECRETS =
      List.of(
          "DELAUNAY-ŒDIP", "GRANDCLÉMENT", "Anaëlle", "Théophane", "061234567AB", "072345678CD");

  private SmallSchool() {}

  static Map<String, byte[]> files() throws IOException {
    Path folder = Path.of("src/test/resources/school");
    return Map.of(
        "eleves.xml", Files.readAllBytes(folder.resolve("eleves.xml")),
        "responsables.xml", Files.readAllBytes(folder.resolve("responsables.xml")),
        "sts.xml", Files.readAllBytes(folder.resolve("sts.xml")));
  }

  /** Ids of the students of class 1CAPTEST, in the order of their names. */
  static List<String> students(JalonsProcess jalons) throws IOException {
    return jalons
        .get("/api/students?class=1CAPTEST")
        .expect(200)
        .json()
        .valueStream()
        .map(student -> student.path("id").asString())
        .toList();
  }
}
