package fr.jalons.delivery.actions;

import fr.jalons.events.NeedId;
import fr.jalons.events.OnRecord;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StudentId;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.Scales;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The needs and strengths that an action is to name: each calls for support or stands, and is that
 * of a student of its scope.
 *
 * @param days of the action: their owner belongs to the scope on one of them
 */
record Answered(RecordScope scope, List<LocalDate> days, Models models) {

  /**
   * Whose they are.
   *
   * @param before those that were named already: whatever came of them, they stay
   */
  List<StudentId> students(
      List<NeedId> needs,
      List<Need> calls,
      List<RecordId> strengths,
      List<KnownRecord> assets,
      Collection<?> before,
      LocalDate today) {
    Set<StudentId> students = new LinkedHashSet<>();
    Scales scales = new Scales(models);
    for (int i = 0; i < needs.size(); i++) {
      String field = "needs[" + i + "]";
      StudentId named = calls.get(i).student();
      if (!before.contains(needs.get(i))) {
        named = calls.get(i).requireOpen(field);
        require(scales, named, field, "delivery.need-outside");
      }
      students.add(Objects.requireNonNull(named));
    }
    for (int i = 0; i < strengths.size(); i++) {
      String field = "strengths[" + i + "]";
      OnRecord strength = assets.get(i).latest();
      if (!before.contains(strengths.get(i))) {
        strength = assets.get(i).requireNamed(field, "STRENGTH", today);
        require(
            scales, Objects.requireNonNull(strength.student()), field, "delivery.strength-outside");
      }
      students.add(Objects.requireNonNull(Objects.requireNonNull(strength).student()));
    }
    return List.copyOf(students);
  }

  private void require(Scales scales, StudentId student, String field, String key) {
    if (!scales.has(scope, student, days)) {
      throw Refusal.conflictOn(field, key);
    }
  }
}
