package fr.jalons.school.importroster;

import fr.jalons.school.identity.StagedPeople;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/** After a start, forgets the people of imports that a crash cut short. */
@Component
class UnmatchedPeople {
  private static final Logger LOG = LoggerFactory.getLogger(UnmatchedPeople.class);

  private final StagedPeople staged;
  private final RosterImports imports;

  UnmatchedPeople(StagedPeople staged, RosterImports imports) {
    this.staged = staged;
    this.imports = imports;
  }

  @EventListener(ApplicationReadyEvent.class)
  void sweep() {
    if (!staged.schools().isEmpty()) {
      try {
        imports.sweep();
      } catch (TransientDataAccessException e) {
        LOG.warn("Staged people are left for the next import to clear: {}", e.getMessage());
      }
    }
  }
}
