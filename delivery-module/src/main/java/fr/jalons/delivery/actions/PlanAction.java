package fr.jalons.delivery.actions;

import fr.jalons.events.ActionEvent.ActionPlanned;
import fr.jalons.events.DeliveryEvent;
import fr.jalons.events.NeedId;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
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
import fr.jalons.platform.web.AnswersMore;
import fr.jalons.school.known.ActionCourse;
import fr.jalons.school.known.KnownCompetency;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownTeacher;
import fr.jalons.school.known.Scales;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * The sheet of an action is written (S37). Without an objective, a need or an expected result it is
 * a draft, and no session can be attached to it.
 *
 * @param plannedOn today if it is left out
 */
@Command(namespace = DeliveryEvent.NAMESPACE, name = "PlanAction")
@Post("/api/actions")
@Page(value = "/actions/new", then = "/actions")
@Allowed(who = Who.TEAM, over = Over.SCHOOL)
public record PlanAction(
    RecordId action,
    RecordScope scope,
    @NotBlank @Size(max = 200) String title,
    @OfKind("OBJECTIVE") @Nullable RecordId objective,
    @OfKind("VOLET") @Nullable RecordId volet,
    @NotEmpty @Size(max = 50) List<@NotNull Nature> natures,
    @Size(max = 200) List<@NotBlank @Size(max = 100) String> disciplines,
    @Size(max = 200) List<@NotNull NeedId> needs,
    @OfKind("STRENGTH") @Size(max = 200) List<@NotNull RecordId> strengths,
    @Size(max = 200) List<@NotBlank @Size(max = 40) String> competencies,
    @OfKind("RESOURCE") @Size(max = 200) List<@NotNull RecordId> resources,
    @Size(max = 200) List<@NotNull TeacherId> leaders,
    @Nullable @Size(max = 2000) String expectedResult,
    @Nullable @Size(max = 2000) String addedValue,
    @Happened @Nullable LocalDate plannedOn,
    @NotNull LocalDate startsOn,
    @Nullable LocalDate endsOn,
    @Nullable Correction correction)
    implements AnswersMore {

  List<ActionPlanned> decide(
      @By("action") KnownRecord earlier,
      @By("objective") @Nullable KnownRecord aim,
      @By("volet") @Nullable KnownRecord part,
      @By("needs") List<Need> calls,
      @By("strengths") List<KnownRecord> assets,
      @By("resources") List<KnownRecord> used,
      @By("competencies") List<KnownCompetency> frameworks,
      @By("leaders") List<KnownTeacher> leading,
      Models models,
      LocalDate today) {
    LocalDate day = Objects.requireNonNullElse(plannedOn, today);
    ActionPlanned before = earlier.latest() instanceof ActionPlanned known ? known : null;
    List<ActionPlanned> events =
        earlier.create(planned(day, owners(calls, assets), before), correction);
    if (events.isEmpty()) {
      return events;
    }
    if (day.isAfter(today)) {
      throw Refusal.invalid("plannedOn", "delivery.date-ahead");
    }
    if (endsOn != null && endsOn.isBefore(startsOn)) {
      throw Refusal.invalid("endsOn", "delivery.end-before-start");
    }
    if (Set.copyOf(natures).size() < natures.size()) {
      throw Refusal.invalid("natures", "delivery.nature-twice");
    }
    if (aim != null) {
      RecordScope aimed = RecordScope.of(aim.requireNamed("objective", "OBJECTIVE", today));
      if (aimed == null || !new Scales(models).overlap(aimed, scope)) {
        throw Refusal.conflictOn("objective", "delivery.objective-elsewhere");
      }
    }
    if (part != null) {
      part.requireNamed("volet", "VOLET", today);
    }
    new Answered(scope, List.of(day, startsOn), models)
        .students(needs, calls, strengths, assets, named(before), today);
    for (int i = 0; i < frameworks.size(); i++) {
      if (!frameworks.get(i).known()) {
        throw Refusal.invalid("competencies[" + i + "]", "delivery.competency-unknown");
      }
    }
    KnownRecord.requireNamed(used, "resources", "RESOURCE", today);
    for (int i = 0; i < leading.size(); i++) {
      leading.get(i).require("leaders[" + i + "]");
    }
    return events;
  }

  private static Collection<?> named(@Nullable ActionPlanned before) {
    return before == null
        ? List.of()
        : Stream.concat(before.needs().stream(), before.strengths().stream()).toList();
  }

  /** Of those that are known; of others, the decision says so. */
  private static List<StudentId> owners(List<Need> calls, List<KnownRecord> assets) {
    List<StudentId> owners = new ArrayList<>();
    calls.forEach(need -> Stream.ofNullable(need.student()).forEach(owners::add));
    assets.stream()
        .flatMap(strength -> Stream.ofNullable(strength.latest()))
        .forEach(strength -> Stream.ofNullable(strength.student()).forEach(owners::add));
    return owners;
  }

  /** A correction is told also to those whom the action no longer concerns. */
  private ActionPlanned planned(
      LocalDate day, List<StudentId> owners, @Nullable ActionPlanned before) {
    return new ActionPlanned(
        action,
        scope.school(),
        scope.structure(),
        scope.track(),
        title,
        objective,
        volet,
        EnumSet.copyOf(natures),
        disciplines,
        needs.stream().distinct().toList(),
        strengths.stream().distinct().toList(),
        Stream.concat(before == null ? Stream.of() : before.students().stream(), owners.stream())
            .distinct()
            .toList(),
        competencies,
        resources,
        leaders,
        expectedResult,
        addedValue,
        day,
        startsOn,
        endsOn,
        Correction.reason(correction));
  }

  /** Whether the sheet is complete. */
  @Override
  public Map<String, Object> answered() {
    return Map.of(
        "complete", ActionCourse.missing(objective, !needs.isEmpty(), expectedResult).isEmpty());
  }
}
