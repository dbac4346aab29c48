package fr.jalons.school.roster;

import java.util.Arrays;
import java.util.Optional;

/** The exports a roster is made of, known by the root element of their files. */
public enum RosterSource {
  /** Pupils with their classes and groups, from SIECLE. */
  STUDENTS("BEE_ELEVES"),
  /** Legal guardians, from SIECLE. */
  GUARDIANS("BEE_RESPONSABLES"),
  /** Teachers, structures and services, from STS-web ({@code sts_emp}). */
  STAFF("STS_EDT");

  /** Root of the file that goes up to STS-web ({@code emp_sts}): easily sent by mistake. */
  static final String UPWARD_STS = "EDT_STS";

  private final String root;

  RosterSource(String root) {
    this.root = root;
  }

  /** Name of the root element. */
  public String root() {
    return root;
  }

  static Optional<RosterSource> of(String root) {
    return Arrays.stream(values()).filter(source -> source.root.equals(root)).findFirst();
  }
}
