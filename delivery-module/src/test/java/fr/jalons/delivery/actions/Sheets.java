package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionClosed;
import fr.jalons.events.ActionEvent.ActionOutcome;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedEvent.NeedDiagnosed;
import fr.jalons.events.NeedId;
import fr.jalons.events.ObjectiveEvent.ObjectiveSet;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolId;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A class with one student and one need, its objective, and an action for it. */
final class Sheets {
  static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  static final LocalDate OCTOBER = LocalDate.of(2026, 10, 5);
  static final SchoolId SCHOOL = new SchoolId("0999999Z");
  static final StructureId CLASS = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "1CAPCUIS");
  static final StructureId GROUP = StructureId.of(SCHOOL, StructureId.Kind.GROUP, "AP.1CAPCUIS.1");
  static final StructureId OTHER = StructureId.of(SCHOOL, StructureId.Kind.CLASS, "2CAPCUIS");
  static final StudentId STUDENT = new StudentId(UUID.randomUUID());
  static final StudentId STRANGER = new StudentId(UUID.randomUUID());
  static final NeedId NEED = new NeedId(UUID.randomUUID());
  static final NeedId ELSEWHERE = new NeedId(UUID.randomUUID());
  static final RecordId ACTION = new RecordId(UUID.randomUUID());
  static final RecordId OBJECTIVE = new RecordId(UUID.randomUUID());

  static final StructureDeclared DECLARED = declared(CLASS, "24122131210", List.of());
  static final StructureDeclared DRAWN = declared(GROUP, null, List.of("1CAPCUIS"));
  static final StructureDeclared OTHER_DECLARED = declared(OTHER, "24122131220", List.of());
  static final MembershipStarted JOINED = joined(STUDENT, CLASS);
  static final MembershipStarted STRANGER_JOINED = joined(STRANGER, OTHER);
  static final NeedDiagnosed DIAGNOSED = diagnosed(NEED, STUDENT);
  static final NeedDiagnosed FOUND_ELSEWHERE = diagnosed(ELSEWHERE, STRANGER);

  private Sheets() {}

  private static StructureDeclared declared(
      StructureId structure, @Nullable String mef, List<String> classes) {
    return new StructureDeclared(structure, SCHOOL, 2026, "CAP", mef, classes);
  }

  private static MembershipStarted joined(StudentId student, StructureId structure) {
    return new MembershipStarted(student, structure, SCHOOL, LocalDate.of(2026, 9, 1));
  }

  private static NeedDiagnosed diagnosed(NeedId need, StudentId student) {
    return new NeedDiagnosed(
        need, student, NeedArea.AUTONOMY, "S’organiser", null, LocalDate.of(2026, 9, 21));
  }

  static ObjectiveSet objective(RecordScope scope) {
    return new ObjectiveSet(
        OBJECTIVE,
        scope.school(),
        scope.structure(),
        scope.track(),
        "Lire une consigne",
        null,
        List.of(),
        null,
        LocalDate.of(2026, 9, 1),
        null,
        null);
  }

  static ActionPlanned planned(@Nullable RecordId objective, List<NeedId> needs) {
    return planned(ACTION, objective, needs, List.of("Français"), Nature.FUNDAMENTALS, OCTOBER);
  }

  static ActionPlanned planned(
      RecordId action,
      @Nullable RecordId objective,
      List<NeedId> needs,
      List<String> disciplines,
      Nature nature,
      LocalDate startsOn) {
    return new ActionPlanned(
        action,
        SCHOOL,
        CLASS,
        null,
        "Consignes",
        objective,
        null,
        EnumSet.of(nature),
        disciplines,
        needs,
        List.of(),
        needs.isEmpty() ? List.of() : List.of(STUDENT),
        List.of(),
        List.of(),
        List.of(),
        "Une consigne suivie seul",
        null,
        startsOn,
        startsOn,
        null,
        null);
  }

  static ActionAdapted adapted(RecordId adaptation, List<NeedId> needs, LocalDate day) {
    return new ActionAdapted(
        adaptation,
        ACTION,
        SCHOOL,
        CLASS,
        null,
        needs,
        List.of(),
        List.of(STUDENT),
        day,
        null,
        null);
  }

  static ActionClosed closed(RecordId closure, List<StudentId> students, LocalDate day) {
    return new ActionClosed(
        closure,
        ACTION,
        SCHOOL,
        CLASS,
        null,
        students,
        ActionOutcome.ACHIEVED,
        "Objectif atteint",
        day,
        null);
  }
}
