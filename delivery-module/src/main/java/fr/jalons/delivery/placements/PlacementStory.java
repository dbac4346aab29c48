package fr.jalons.delivery.placements;

import fr.jalons.events.CalendarEvent.PeriodKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.platform.commands.Correction;
import fr.jalons.school.stories.Story;
import fr.jalons.school.stories.Team;
import fr.jalons.school.stories.Teller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** In June who leads a class notes whose agreement is signed, and puts the list right once. */
@Component
final class PlacementStory implements Story {
  @Override
  public void tell(Teller teller) {
    for (Team team : teller.classes()) {
      RecordId mark = teller.id(RecordId::new);
      marked(teller, team, mark, 8, null);
      if (team.equals(teller.classes().getLast())) {
        marked(teller, team, mark, 9, new Correction("Liste relue.", null));
      }
    }
  }

  private static void marked(
      Teller teller, Team team, RecordId mark, int day, @Nullable Correction correction) {
    RecordScope scope = RecordScope.of(team.structure());
    teller
        .on(6, day)
        .by(team.lead())
        .say(
            new MarkPlacementItems(
                mark,
                teller.record("PERIOD", PeriodKind.PLACEMENT + " " + scope),
                team.students().subList(0, (team.students().size() + 1) / 2),
                correction == null
                    ? List.of("CONVENTION_SIGNED")
                    : List.of("CONVENTION_SIGNED", "EQUIPMENT"),
                teller.day(6, 8),
                correction));
  }
}
