package fr.jalons.operations;

import fr.jalons.platform.readmodels.ReadModels;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A projection that has stopped or fails again and again must not go unseen. */
@Component("projections")
class ProjectionsHealth implements HealthIndicator {
  private final ReadModels readModels;

  ProjectionsHealth(ReadModels readModels) {
    this.readModels = readModels;
  }

  @Override
  public Health health() {
    Health.Builder health = Health.up();
    readModels
        .positions()
        .forEach(
            (name, position) -> {
              boolean healthy = readModels.healthy(name);
              health.withDetail(name, healthy ? "position " + position : "failing");
              if (!healthy) {
                health.down();
              }
            });
    return health.build();
  }
}
