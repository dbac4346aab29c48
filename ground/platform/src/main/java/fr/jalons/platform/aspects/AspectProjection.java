package fr.jalons.platform.aspects;

import fr.jalons.platform.aspects.AspectRows.Folded;
import fr.jalons.platform.aspects.AspectRows.News;
import fr.jalons.platform.slices.ChosenEvents;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.ProjectionBatch;
import fr.jalons.platform.slices.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;

/** Keeps every aspect of every subject up to date. */
@Projection(
    name = AspectProjection.NAME,
    tables = {"aspect", "fold"})
public class AspectProjection implements ChosenEvents {
  /** As read models are called. */
  public static final String NAME = "followup.aspects";

  private final Folds folds;
  private final AspectRows rows;

  AspectProjection(Folds folds, AspectRows rows) {
    this.folds = folds;
    this.rows = rows;
  }

  @Override
  public Set<Class<?>> events() {
    return folds.events();
  }

  @EventHandler
  void on(Object event, Recorded recorded, ProjectionBatch batch) {
    batch.<List<News>>state(ArrayList::new, this::save).add(new News(recorded.position(), event));
  }

  /** The first events of all, of the log or of a rebuild, find every aspect at its beginning. */
  private void save(List<News> news) {
    Map<String, Folded> folded = rows.folded();
    if (folded.isEmpty()) {
      rows.note(folds.all(), true, 0);
      folded = rows.folded();
    }
    rows.take(news, new HashSet<>(rows.live(folded)));
  }
}
