package fr.jalons.events;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys by which events are found again. A tag is a key and an identifier, never a name: it
 * stands in the clear in the log's index.
 */
public final class Tags {
  public static final String SCHOOL = "school";
  public static final String STRUCTURE = "structure";
  public static final String STRUCTURE_CODE = "structureCode";
  public static final String SUBJECTS = "subjects";
  public static final String STUDENT = "student";
  public static final String GUARDIAN = "guardian";
  public static final String TEACHER = "teacher";
  public static final String NEED = "need";
  public static final String SESSION = "session";
  public static final String FRAMEWORK = "framework";
  public static final String COMPETENCY = "competency";
  public static final String SURVEY = "survey";
  public static final String BALLOT = "ballot";
  public static final String INTERVIEW = "interview";
  public static final String POSITIONING = "positioning";
  public static final String ASSESSMENT = "assessment";

  /** The identity of a record of any kind that has no tag of its own. */
  public static final String RECORD = "record";

  /** What a record completes or answers: the minutes of a meeting, a vote of a proposal. */
  public static final String OF = "of";

  public static final String ERASURE = "erasure";
  public static final String ACCOUNT = "account";
  public static final String CLIENT = "client";

  /**
   * The student whose file was read: not {@link #STUDENT}, for it is no part of what became of
   * them.
   */
  public static final String FILE = "file";

  /** Few events carry it: those that list what the installation holds. */
  public static final String REGISTER = "register";

  public static final String REGISTER_OF_SCHOOLS = "schools";

  private Tags() {}

  /** The value of {@link #STRUCTURE_CODE}: a class and a group may share a code. */
  public static String structureCode(StructureId.Kind kind, String code) {
    return kind + ":" + code;
  }

  static Set<String> structureCodes(StructureId.Kind kind, String code, List<String> former) {
    return Stream.concat(Stream.of(code), former.stream())
        .map(one -> structureCode(kind, one))
        .collect(Collectors.toUnmodifiableSet());
  }
}
