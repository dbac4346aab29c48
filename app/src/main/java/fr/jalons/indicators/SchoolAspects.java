package fr.jalons.indicators;

import fr.jalons.events.SchoolEvent.StructureDeclared;
import fr.jalons.events.SchoolEvent.StructureWithdrawn;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.FoldedAspects;
import fr.jalons.platform.aspects.Folds;
import fr.jalons.platform.aspects.Indicator;
import fr.jalons.platform.aspects.Indicators;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.slices.EventMethods;
import fr.jalons.school.known.DeclaredStructure;
import fr.jalons.school.known.RollLine;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What indicators measure of a school, its classes and groups and its students, now and then. */
@Component
class SchoolAspects {
  private final AspectReader live;
  private final PastAspects past;
  private final PostgresEventStorageEngine log;
  private final JdbcClient jdbc;
  private final Folds folds;
  private final Indicators indicators;

  SchoolAspects(
      AspectReader live,
      PastAspects past,
      PostgresEventStorageEngine log,
      JdbcClient jdbc,
      Folds folds,
      Indicators indicators) {
    this.live = live;
    this.past = past;
    this.log = log;
    this.jdbc = jdbc;
    this.folds = folds;
    this.indicators = indicators;
  }

  /** The classes and groups that a school ever had, by what was known at a position. */
  List<StructureId> structures(SchoolId school, @Nullable Long at) {
    if (at == null) {
      return jdbc.sql("select id from planning.structure where school = ? order by id")
          .param(school.uai())
          .query((row, number) -> new StructureId(row.getString("id")))
          .list();
    }
    EventCriteria declarations =
        EventCriteria.havingTags(Tag.of(Tags.SCHOOL, school.uai()))
            .andBeingOneOfTypes(
                Set.of(
                    EventMethods.nameOf(StructureDeclared.class),
                    EventMethods.nameOf(StructureWithdrawn.class)));
    return log.read(declarations, 0, Integer.MAX_VALUE).stream()
        .takeWhile(event -> event.position() <= at)
        .map(past::domainEvent)
        .flatMap(e -> e instanceof StructureDeclared d ? Stream.of(d.structure()) : Stream.empty())
        .distinct()
        .sorted(Comparator.comparing(StructureId::value))
        .toList();
  }

  /** The aspects of classes and groups, with their rolls. */
  Map<StructureId, Aspects> ofStructures(Collection<StructureId> structures, @Nullable Long at) {
    Set<Class<?>> which = measured(Tags.STRUCTURE);
    which.add(DeclaredStructure.class);
    which.add(RollLine.class);
    return of(structures, Tags.STRUCTURE, which, at);
  }

  Map<StudentId, Aspects> ofStudents(Collection<StudentId> students, @Nullable Long at) {
    return of(students, Tags.STUDENT, measured(Tags.STUDENT), at);
  }

  Map<SchoolId, Aspects> ofSchool(SchoolId school, @Nullable Long at) {
    return of(List.of(school), Tags.SCHOOL, measured(Tags.SCHOOL), at);
  }

  private <I> Map<I, Aspects> of(
      Collection<I> subjects, String tag, Set<Class<?>> which, @Nullable Long at) {
    Map<I, Aspects> found = new LinkedHashMap<>();
    if (at == null) {
      Map<String, Aspects> today = live.sealed(subjects, which);
      subjects.forEach(s -> found.put(s, today.getOrDefault(s.toString(), folds.nobody())));
    } else {
      FoldedAspects then = past.at(tag, subjects, at);
      subjects.forEach(subject -> found.put(subject, then.of(subject)));
    }
    return found;
  }

  private Set<Class<?>> measured(String tag) {
    return indicators.all().stream()
        .filter(indicator -> folds.of(indicator.aspect()).of().equals(tag))
        .map(Indicator::aspects)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }
}
