package fr.jalons.delivery.portfolio;

import fr.jalons.events.PortfolioEvent.PortfolioItemAdded;
import fr.jalons.events.PortfolioEvent.PortfolioItemKind;
import fr.jalons.events.RecordId;
import fr.jalons.events.Tags;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Dated;
import fr.jalons.platform.aspects.Evidence;
import fr.jalons.platform.aspects.Figure;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something in the portfolio of a student (S26). */
@Aspect(name = "portfolio", of = Tags.STUDENT, by = Tags.RECORD)
@Shown(part = "do", order = 45, template = "delivery/portfolio")
public record PortfolioItem(
    RecordId id,
    PortfolioItemKind kind,
    String title,
    @Nullable String url,
    @Nullable String competency,
    LocalDate addedOn)
    implements Dated {

  /** Pieces added in the period. */
  static final Evidence ADDED =
      Evidence.over(
          "portfolio-items", PortfolioItem.class, (item, period) -> period.covers(item.addedOn));

  @Override
  public LocalDate day(ZoneId zone) {
    return addedOn;
  }

  static PortfolioItem begin(PortfolioItemAdded event) {
    return new PortfolioItem(
        event.item(),
        event.kind(),
        event.title(),
        event.url(),
        event.competency(),
        event.addedOn());
  }

  static List<Figure> figures(List<PortfolioItem> items) {
    return List.of(Figure.count("portfolio", items.size()).asDetail());
  }
}
