package fr.jalons.evaluation.surveys;

import fr.jalons.events.GuardianId;
import fr.jalons.events.Roll;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.MembershipEnded;
import fr.jalons.events.SchoolEvent.MembershipStarted;
import fr.jalons.events.SchoolEvent.StaffListed;
import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolEvent.TeacherAssigned;
import fr.jalons.events.SchoolEvent.TeacherRegistered;
import fr.jalons.events.SchoolEvent.TeacherUnassigned;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.Tags;
import fr.jalons.events.TeacherId;
import fr.jalons.platform.slices.DecisionModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.modelling.StateManager;
import org.jspecify.annotations.Nullable;

/**
 * The people that a survey invites on a day: the students of a class or a whole school, their
 * guardians, or the staff that works with them.
 */
public record InvitationList(ClassOnDay where, LocalDate day) {

  /** The invited, as the log knows them. */
  public List<UUID> of(Audience audience, StateManager models, ProcessingContext context) {
    SchoolId school = where.school();
    return switch (audience) {
      case STUDENTS -> students(models, context).stream().map(StudentId::value).toList();
      case GUARDIANS ->
          models
              .loadEntity(Families.class, school, context)
              .join()
              .guardiansOf(students(models, context));
      case STAFF -> models.loadEntity(Staff.class, school, context).join().of(this);
    };
  }

  private List<StudentId> students(StateManager models, ProcessingContext context) {
    return models.loadEntity(Classes.class, where.school(), context).join().of(this);
  }

  /** The classes a school has, and who belonged to them. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Classes(Set<StructureId> declared, Map<StructureId, Roll> rolls) {
    Classes() {
      this(Set.of(), Map.of());
    }

    Classes evolve(StructureDeclared event) {
      return new Classes(changed(declared, set -> set.add(event.structure())), rolls);
    }

    Classes evolve(StructureWithdrawn event) {
      return new Classes(changed(declared, set -> set.remove(event.structure())), rolls);
    }

    Classes evolve(MembershipStarted event) {
      return with(event.structure(), rollOf(event.structure()).evolve(event));
    }

    Classes evolve(MembershipEnded event) {
      return with(event.structure(), rollOf(event.structure()).evolve(event));
    }

    private Roll rollOf(StructureId structure) {
      return rolls.getOrDefault(structure, Roll.empty());
    }

    private Classes with(StructureId structure, Roll roll) {
      Map<StructureId, Roll> next = new HashMap<>(rolls);
      next.put(structure, roll);
      return new Classes(declared, next);
    }

    List<StudentId> of(InvitationList invitees) {
      StructureId only = invitees.where.onlyClass();
      Stream<StructureId> classes =
          only != null
              ? Stream.of(only)
              : declared.stream().filter(known -> known.kind() == StructureId.Kind.CLASS);
      return classes
          .flatMap(structure -> rollOf(structure).on(invitees.day).stream())
          .distinct()
          .toList();
    }
  }

  /** The guardianships of a school. */
  @DecisionModel(tag = Tags.SCHOOL)
  record Families(Set<Link> links) {
    record Link(GuardianId guardian, StudentId student) {}

    Families() {
      this(Set.of());
    }

    Families evolve(GuardianLinked event) {
      return new Families(
          changed(links, set -> set.add(new Link(event.guardian(), event.student()))));
    }

    Families evolve(GuardianUnlinked event) {
      return new Families(
          changed(links, set -> set.remove(new Link(event.guardian(), event.student()))));
    }

    List<UUID> guardiansOf(Collection<StudentId> students) {
      Set<StudentId> wanted = Set.copyOf(students);
      return links.stream()
          .filter(link -> wanted.contains(link.student))
          .map(link -> link.guardian.value())
          .distinct()
          .toList();
    }
  }

  /**
   * Who works at a school, and with which class: who teaches or leads it, or teaches a group that
   * is drawn from it.
   *
   * @param listed by the last STS-web; while no list was recorded, all who were ever registered
   * @param declared classes with their codes, groups with those of the classes they are drawn from
   */
  @DecisionModel(tag = Tags.SCHOOL)
  record Staff(
      Set<TeacherId> listed, List<Service> services, Map<StructureId, StructureDeclared> declared) {
    record Service(TeacherAssigned assigned, @Nullable LocalDate until) {
      boolean covers(LocalDate day) {
        return !day.isBefore(assigned.from()) && (until == null || day.isBefore(until));
      }

      Service endedBy(TeacherUnassigned event) {
        boolean meant =
            until == null
                && assigned.teacher().equals(event.teacher())
                && assigned.structure().equals(event.structure())
                && assigned.duty() == event.duty()
                && Objects.equals(assigned.subject(), event.subject());
        return meant ? new Service(assigned, event.until()) : this;
      }
    }

    Staff() {
      this(Set.of(), List.of(), Map.of());
    }

    Staff evolve(TeacherRegistered event) {
      return new Staff(changed(listed, set -> set.add(event.teacher())), services, declared);
    }

    Staff evolve(StaffListed event) {
      return new Staff(event.teachers(), services, declared);
    }

    Staff evolve(StructureDeclared event) {
      Map<StructureId, StructureDeclared> next = new HashMap<>(declared);
      next.put(event.structure(), event);
      return new Staff(listed, services, next);
    }

    Staff evolve(TeacherAssigned event) {
      List<Service> next = new ArrayList<>(services);
      next.add(new Service(event, null));
      return new Staff(listed, next, declared);
    }

    Staff evolve(TeacherUnassigned event) {
      return new Staff(
          listed, services.stream().map(service -> service.endedBy(event)).toList(), declared);
    }

    List<UUID> of(InvitationList invitees) {
      StructureId only = invitees.where.onlyClass();
      Stream<TeacherId> teachers =
          only == null
              ? listed.stream()
              : services.stream()
                  .filter(service -> service.covers(invitees.day))
                  .map(Service::assigned)
                  .filter(assigned -> isOf(only, assigned.structure()))
                  .map(TeacherAssigned::teacher);
      return teachers.distinct().map(TeacherId::value).toList();
    }

    private boolean isOf(StructureId schoolClass, StructureId structure) {
      StructureDeclared group = declared.get(structure);
      StructureDeclared drawnFrom = declared.get(schoolClass);
      return structure.equals(schoolClass)
          || group != null && drawnFrom != null && group.classes().contains(drawnFrom.code());
    }
  }

  private static <T> Set<T> changed(Set<T> set, Consumer<Set<T>> change) {
    Set<T> next = new LinkedHashSet<>(set);
    change.accept(next);
    return next;
  }
}
