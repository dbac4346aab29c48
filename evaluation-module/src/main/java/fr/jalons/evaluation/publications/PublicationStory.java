package fr.jalons.evaluation.publications;

import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope.Scale;
import fr.jalons.events.SurveyEvent.Audience;
import fr.jalons.school.ThisSchool;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** In December, the head publishes a few figures; who leads a class has read them. */
@Component
final class PublicationStory implements Story {
  @Override
  public void tell(Teller teller) {
    RecordId publication = teller.record("PUBLICATION", "December");
    teller
        .on(12, 4)
        .by(teller.head())
        .say(
            new PublishIndicators(
                publication,
                new ThisSchool(teller.year().school()),
                "Résultats du premier trimestre",
                "Présentés au conseil d’administration.",
                List.of("S8", "S10", "S42"),
                List.of(Scale.SCHOOL, Scale.CLASS),
                Set.of(Audience.STUDENTS, Audience.GUARDIANS, Audience.STAFF),
                null,
                null));
    for (Team team : teller.classes()) {
      teller
          .on(12, 7)
          .by(team.lead())
          .say(
              new AcknowledgeReading(
                  teller.record("READING", team.teachers().getFirst()),
                  publication,
                  team.teachers().getFirst().value()));
    }
  }
}
