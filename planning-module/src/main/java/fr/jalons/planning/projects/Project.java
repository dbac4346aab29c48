package fr.jalons.planning.projects;

import fr.jalons.events.ProjectEvent.Outlook;
import fr.jalons.events.ProjectEvent.ProjectRevised;
import fr.jalons.events.ProjectEvent.ProjectStage;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
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
import org.jspecify.annotations.Nullable;

/** An entry of the journal of a student's project (S19). */
@Aspect(name = "project", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "plan", order = 25, template = "planning/projects")
public record Project(
    RecordId id, ProjectStage stage, Outlook outlook, String statement, LocalDate revisedOn)
    implements Dated {

  /** Students with an entry in the period that is more than an aspiration ÷ students. */
  static final Indicator ADVANCED = Indicator.over("S19", 1, Project.class, Project::advanced);

  /** Entries of the journals. */
  static final Evidence ENTRIES =
      Evidence.over(
          "project-entries", Project.class, (entry, period) -> period.covers(entry.revisedOn));

  /**
   * The journal.
   *
   * @param entries the latest first; of two on one day, the one recorded later
   */
  public record Journal(@Nullable Project latest, List<Project> entries) {}

  @Override
  public LocalDate day(ZoneId zone) {
    return revisedOn;
  }

  static Project begin(ProjectRevised event) {
    return new Project(
        event.entry(), event.stage(), event.outlook(), event.statement(), event.revisedOn());
  }

  static Journal view(List<Project> entries) {
    List<Project> latestFirst =
        entries.reversed().stream()
            .sorted(Comparator.comparing(Project::revisedOn).reversed())
            .toList();
    return new Journal(latestFirst.isEmpty() ? null : latestFirst.getFirst(), latestFirst);
  }

  static List<Figure> figures(Journal journal) {
    Project latest = journal.latest();
    return List.of(Figure.label("project", latest == null ? null : latest.stage()));
  }

  private static Ratio advanced(List<Project> student, Period period) {
    return Ratio.one(
        student.stream()
            .anyMatch(
                entry -> entry.stage != ProjectStage.ASPIRATION && period.covers(entry.revisedOn)));
  }
}
