package fr.jalons.delivery.placements;

import fr.jalons.events.CalendarEvent.PeriodScheduled;
import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import fr.jalons.platform.forms.Choices;
import fr.jalons.platform.forms.FormTitles;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.web.CommandShape;
import fr.jalons.school.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The form of marks offers by name the students who leave, and what the list has. */
@Component
class PlacementForms implements Choices, FormTitles {
  private static final String PERIOD = "period";

  private final Checklist checklist;
  private final Directory directory;

  PlacementForms(Checklist checklist, Directory directory) {
    this.checklist = checklist;
    this.directory = directory;
  }

  @Override
  public boolean offers(CommandShape shape, CommandShape.Part part, Class<?> type) {
    return shape.type() == MarkPlacementItems.class
        && (type == StudentId.class || part.name().equals("items"));
  }

  @Override
  public List<Choice> offered(CommandShape.Part part, Map<String, String> known) {
    Optional<PeriodScheduled> placement = placement(known);
    if (placement.isEmpty()) {
      return List.of();
    }
    return part.name().equals("items")
        ? placement.get().items().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(item -> new Choice(item.getKey(), item.getValue()))
            .toList()
        : students(placement.get());
  }

  private List<Choice> students(PeriodScheduled placement) {
    List<StudentId> leaving =
        checklist.checklist(placement.period()).stream().map(Checklist.Line::studentId).toList();
    return directory.byName(leaving).entrySet().stream()
        .map(one -> new Choice(one.getKey().toString(), one.getValue()))
        .toList();
  }

  @Override
  public @Nullable String subject(Map<String, String> address) {
    return placement(address).map(PeriodScheduled::title).orElse(null);
  }

  private Optional<PeriodScheduled> placement(Map<String, String> address) {
    String named = address.get(PERIOD);
    if (named == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(checklist.placement(RecordId.of(named)));
    } catch (Refusal other) {
      return Optional.empty(); // another kind of period
    }
  }
}
