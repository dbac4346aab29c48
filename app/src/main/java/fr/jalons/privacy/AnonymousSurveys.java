package fr.jalons.privacy;

import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.EventTypes;
import fr.jalons.events.PrivacyEvent;
import fr.jalons.events.SchoolEvent;
import fr.jalons.events.SchoolEvent.GuardianLinked;
import fr.jalons.events.SchoolEvent.StudentRegistered;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.events.SurveyEvent.SurveyInvited;
import fr.jalons.events.SurveyEvent.SurveyOpened;
import fr.jalons.events.Tags;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;

/** Which anonymous surveys have asked only people who are erased: their texts go with the last. */
final class AnonymousSurveys {
  private static final QualifiedName OPENED =
      new QualifiedName(EvaluationEvent.NAMESPACE, "SurveyOpened");
  private static final QualifiedName INVITED =
      new QualifiedName(EvaluationEvent.NAMESPACE, "SurveyInvited");
  private static final QualifiedName LINKED =
      new QualifiedName(SchoolEvent.NAMESPACE, "GuardianLinked");
  private static final QualifiedName REGISTERED =
      new QualifiedName(SchoolEvent.NAMESPACE, "StudentRegistered");
  private static final QualifiedName ERASED =
      new QualifiedName(PrivacyEvent.NAMESPACE, "StudentErased");

  private final PostgresEventStorageEngine log;
  private final EventJson json;

  AnonymousSurveys(PostgresEventStorageEngine log, EventJson json) {
    this.log = log;
    this.json = json;
  }

  /** Those that had asked this student, or a guardian, and whose invited people are all erased. */
  Set<UUID> ofNobodyElse(StudentId student, Set<UUID> guardians) {
    Set<UUID> concerned = new HashSet<>(guardians);
    concerned.add(student.value());
    return events(Tags.STUDENT, student.toString(), REGISTERED, StudentRegistered.class)
        .map(registered -> registered.school().toString())
        .distinct()
        .flatMap(school -> events(Tags.SCHOOL, school, OPENED, SurveyOpened.class))
        .filter(SurveyOpened::anonymous)
        .filter(survey -> invited(survey).anyMatch(concerned::contains))
        .filter(survey -> invited(survey).allMatch(who -> erased(survey.audience(), who)))
        .map(survey -> survey.survey().value())
        .collect(Collectors.toSet());
  }

  /** When it was opened, or later. */
  private Stream<UUID> invited(SurveyOpened survey) {
    return Stream.concat(
        survey.invited().stream(),
        events(Tags.SURVEY, survey.survey().toString(), INVITED, SurveyInvited.class)
            .flatMap(later -> later.invited().stream()));
  }

  private boolean erased(Audience audience, UUID who) {
    return switch (audience) {
      case STUDENTS -> erased(who);
      case GUARDIANS ->
          events(Tags.GUARDIAN, who.toString(), LINKED, GuardianLinked.class)
              .allMatch(link -> erased(link.student().value()));
      case STAFF -> false;
    };
  }

  private boolean erased(UUID student) {
    return !log.read(criteria(Tags.STUDENT, student.toString(), ERASED), 0, 1).isEmpty();
  }

  private <E> Stream<E> events(String tag, String value, QualifiedName type, Class<E> as) {
    return log.read(criteria(tag, value, type), 0, Integer.MAX_VALUE).stream()
        .map(stored -> as.cast(json.read(stored.payload(), EventTypes.named(stored.type()))));
  }

  private static EventCriteria criteria(String tag, String value, QualifiedName type) {
    return EventCriteria.havingTags(Tag.of(tag, value)).andBeingOneOfTypes(type);
  }
}
