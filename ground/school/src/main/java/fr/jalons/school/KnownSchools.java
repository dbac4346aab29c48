package fr.jalons.school;

import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolId;
import fr.jalons.events.Tags;
import fr.jalons.platform.slices.DecisionModel;
import java.util.LinkedHashSet;
import java.util.Set;

/** The schools of the installation, found under {@link Tags#REGISTER_OF_SCHOOLS}. */
@DecisionModel(tag = Tags.REGISTER)
public record KnownSchools(Set<SchoolId> known) {
  public KnownSchools() {
    this(Set.of());
  }

  public KnownSchools evolve(RosterImported event) {
    Set<SchoolId> next = new LinkedHashSet<>(known);
    next.add(event.school());
    return new KnownSchools(next);
  }

  public boolean has(SchoolId school) {
    return known.contains(school);
  }
}
