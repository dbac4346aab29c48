package fr.jalons.delivery.works;

import fr.jalons.events.PersonalWorkEvent.PersonalWorkAssigned;
import fr.jalons.events.PersonalWorkEvent.WorkHelp;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Period;
import fr.jalons.platform.aspects.Ratio;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A work that was given to a student (S41). */
@Aspect(name = "personalWork", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "do", order = 42, template = "delivery/works")
public record PersonalWork(
    RecordId id,
    String title,
    @Nullable String instructions,
    @Nullable String competency,
    LocalDate assignedOn,
    LocalDate dueOn)
    implements Dated {

  /** Works due in the period that were done by their day ÷ works due. */
  static final Indicator ON_TIME =
      Indicator.within(
          "S41", 1, PersonalWork.class, Set.of(WorkCompletion.class), PersonalWork::onTime);

  /** Works given in the period, each with each of its students. */
  static final Evidence GIVEN =
      Evidence.over(
          "works-given", PersonalWork.class, (work, period) -> period.covers(work.assignedOn));

  /** Works due in the period that were done by their day. */
  static final Evidence DONE_IN_TIME =
      Evidence.within(
          "works-in-time", PersonalWork.class, Set.of(WorkCompletion.class), PersonalWork::inTime);

  /**
   * A work as it stands.
   *
   * @param completion the record that tells it was done
   * @param onTime null while it was not done
   */
  public record Given(
      RecordId work,
      String title,
      @Nullable String instructions,
      LocalDate assignedOn,
      LocalDate dueOn,
      @Nullable RecordId completion,
      @Nullable LocalDate completedOn,
      @Nullable Boolean onTime,
      @Nullable WorkHelp help,
      @Nullable Integer selfRating,
      @Nullable String comment) {}

  @Override
  public LocalDate day(ZoneId zone) {
    return dueOn;
  }

  static PersonalWork begin(PersonalWorkAssigned event) {
    return new PersonalWork(
        event.work(),
        event.title(),
        event.instructions(),
        event.competency(),
        event.assignedOn(),
        event.dueOn());
  }

  private static Map<RecordId, WorkCompletion> done(Aspects student) {
    return student.all(WorkCompletion.class).stream()
        .collect(
            Collectors.toMap(WorkCompletion::work, Function.identity(), (one, another) -> another));
  }

  /** The latest first. */
  static List<Given> view(List<PersonalWork> works, Aspects student) {
    Map<RecordId, WorkCompletion> done = done(student);
    return works.stream()
        .sorted(Comparator.comparing(PersonalWork::dueOn).reversed())
        .map(work -> work.with(done.get(work.id)))
        .toList();
  }

  private Given with(@Nullable WorkCompletion done) {
    return new Given(
        id,
        title,
        instructions,
        assignedOn,
        dueOn,
        done == null ? null : done.id(),
        done == null ? null : done.completedOn(),
        done == null ? null : !done.completedOn().isAfter(dueOn),
        done == null ? null : done.help(),
        done == null ? null : done.selfRating(),
        done == null ? null : done.comment());
  }

  static List<Figure> figures(List<Given> works) {
    return List.of(
        Figure.share(
            "works", works.stream().filter(one -> one.completion != null).count(), works.size()));
  }

  private static Stream<PersonalWork> due(Aspects student, Period period) {
    return student.all(PersonalWork.class).stream().filter(work -> period.covers(work.dueOn));
  }

  private static Stream<PersonalWork> inTime(Aspects student, Period period) {
    Map<RecordId, WorkCompletion> done = done(student);
    return due(student, period)
        .filter(work -> Boolean.TRUE.equals(work.with(done.get(work.id)).onTime()));
  }

  private static Ratio onTime(Aspects student, Period period) {
    return Ratio.of(inTime(student, period).count(), due(student, period).count());
  }
}
