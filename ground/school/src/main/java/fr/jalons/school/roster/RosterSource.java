package fr.jalons.school.roster;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a roster is made of: the first three are kinds of what is told, and SIECLE's and STS-web's
 * files, known by their root element. The others only say where something stands.
 */
public enum RosterSource {
  /** Pupils with their classes and groups, from SIECLE. */
  STUDENTS("BEE_ELEVES"),
  /** Legal guardians, from SIECLE. */
  GUARDIANS("BEE_RESPONSABLES"),
  /** Teachers, structures and services, from STS-web ({@code sts_emp}). */
  STAFF("STS_EDT"),
  /** OneRoster's people. */
  USERS("users.csv"),
  /** OneRoster's classes and groups. */
  CLASSES("classes.csv"),
  /** Who learns or teaches in OneRoster's classes. */
  ENROLLMENTS("enrollments.csv"),
  /** A list that people made. */
  CLASS_LIST("CSV/XLSX");

  /** Root of the file that goes up to STS-web ({@code emp_sts}): easily sent by mistake. */
  static final String UPWARD_STS = "EDT_STS";

  private final String root;

  RosterSource(String root) {
    this.root = root;
  }

  private static final Set<RosterSource> XML = EnumSet.of(STUDENTS, GUARDIANS, STAFF);

  /** Name of the root element, or of the file where that is the same everywhere. */
  public String root() {
    return root;
  }

  static Optional<RosterSource> of(String root) {
    return XML.stream().filter(source -> source.root.equals(root)).findFirst();
  }
}
