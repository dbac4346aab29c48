package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionAdapted;
import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.By;
import fr.jalons.marks.Happened;
import fr.jalons.marks.OfKind;
import fr.jalons.marks.Over;
import fr.jalons.marks.Page;
import fr.jalons.marks.Post;
import fr.jalons.marks.Who;
import fr.jalons.platform.commands.Correction;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownRecord;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * An action takes up needs and strengths found since (S9, S37). What it names already is left out;
 * where nothing is new, nothing is recorded.
 *
 * @param adaptedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "AdaptAction")
@Post("/api/actions/{action}/adaptations")
@Page(value = "/actions/{action}/adaptations", then = "/actions/{action}")
@Allowed(who = Who.TEAM, over = Over.RECORD)
public record AdaptAction(
    RecordId adaptation,
    RecordId action,
    @Size(max = 200) List<@NotNull NeedId> needs,
    @OfKind("STRENGTH") @Size(max = 200) List<@NotNull RecordId> strengths,
    @Happened @Nullable LocalDate adaptedOn,
    @Nullable @Size(max = 500) String reason,
    @Nullable Correction correction) {

  List<ActionAdapted> decide(
      @By("adaptation") KnownRecord earlier,
      @By("action") KnownAction known,
      @By("needs") List<Need> calls,
      @By("strengths") List<KnownRecord> assets,
      Models models,
      LocalDate today) {
    ActionPlanned sheet = known.require();
    LocalDate day = Objects.requireNonNullElse(adaptedOn, today);
    ActionAdapted before = earlier.latest() instanceof ActionAdapted it ? it : null;
    if (before == null) {
      known.requireOpen(null, "delivery.action-closed");
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("adaptedOn", "delivery.date-ahead");
    }
    if (needs.isEmpty() && strengths.isEmpty()) {
      throw Refusal.invalid("needs", "delivery.nothing-to-add");
    }
    Set<Object> named = new HashSet<>(known.needs(adaptation));
    named.addAll(known.strengths(adaptation));
    Set<Object> staying = new HashSet<>(named);
    if (before != null) {
      staying.addAll(before.needs());
      staying.addAll(before.strengths());
    }
    Answered answered = new Answered(known.scope(), List.of(day, sheet.startsOn(), today), models);
    answered.students(needs, calls, strengths, assets, staying, today);
    if (day.isBefore(sheet.plannedOn())) {
      throw Refusal.invalid("adaptedOn", "delivery.adapted-before-planned");
    }
    List<NeedId> newNeeds = needs.stream().distinct().filter(one -> !named.contains(one)).toList();
    List<RecordId> newStrengths =
        strengths.stream().distinct().filter(one -> !named.contains(one)).toList();
    if (newNeeds.isEmpty() && newStrengths.isEmpty()) {
      return List.of();
    }
    return earlier.create(
        new ActionAdapted(
            adaptation,
            action,
            sheet.school(),
            sheet.structure(),
            sheet.track(),
            newNeeds,
            newStrengths,
            answered.students(
                newNeeds,
                models.ofEach(Need.class, newNeeds),
                newStrengths,
                models.ofEach(KnownRecord.class, newStrengths),
                staying,
                today),
            day,
            reason,
            Correction.reason(correction)),
        correction);
  }
}
