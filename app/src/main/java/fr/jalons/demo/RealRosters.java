package fr.jalons.demo;

import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.commands.CommandGate;
import fr.jalons.school.importroster.ImportRoster;
import fr.jalons.security.Demonstration;
import org.springframework.stereotype.Component;

/** The demonstration is over once somebody real brings the roster of a school. */
@Component
class RealRosters implements CommandGate {
  private final Demonstration demonstration;
  private final CurrentActor actor;

  RealRosters(Demonstration demonstration, CurrentActor actor) {
    this.demonstration = demonstration;
    this.actor = actor;
  }

  @Override
  public void check(Object command) {
    if (command instanceof ImportRoster roster && !roster.school().equals(DemoSchool.ID)) {
      demonstration.meetsRoster(actor.id());
    }
  }
}
