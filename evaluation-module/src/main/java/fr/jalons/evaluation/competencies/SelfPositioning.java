package fr.jalons.evaluation.competencies;

import fr.jalons.events.CompetencyEvent.CompetencySelfPositioned;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A student's own view of one competency. No indicator measures it. */
@Aspect(name = "selfPositionings", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "check", order = 51, template = "evaluation/self-positionings")
public record SelfPositioning(
    RecordId id,
    String framework,
    String edition,
    String competency,
    int level,
    @Nullable String comment,
    LocalDate statedOn)
    implements Dated {

  @Override
  public LocalDate day(ZoneId zone) {
    return statedOn;
  }

  static SelfPositioning begin(CompetencySelfPositioned event) {
    return new SelfPositioning(
        event.selfPositioning(),
        event.framework(),
        event.edition(),
        event.competency(),
        event.level(),
        event.comment(),
        event.statedOn());
  }

  /** The latest first; of two on one day, the one recorded later. */
  static List<SelfPositioning> view(List<SelfPositioning> entries) {
    return entries.reversed().stream()
        .sorted(Comparator.comparing(SelfPositioning::statedOn).reversed())
        .toList();
  }

  /** The latest of each competency, by framework and competency. */
  static Map<List<String>, SelfPositioning> latest(List<SelfPositioning> entries) {
    Map<List<String>, SelfPositioning> latest = new HashMap<>();
    view(entries).forEach(one -> latest.putIfAbsent(List.of(one.framework, one.competency), one));
    return latest;
  }
}
