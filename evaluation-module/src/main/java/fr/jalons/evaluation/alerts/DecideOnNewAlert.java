package fr.jalons.evaluation.alerts;

import fr.jalons.events.AlertEvent;
import fr.jalons.events.AlertEvent.AlertRaised;
import fr.jalons.events.AlertEvent.RegulationDecided;
import fr.jalons.events.EvaluationEvent;
import fr.jalons.events.StudentId;
import fr.jalons.marks.By;
import fr.jalons.platform.commands.Targeted;
import fr.jalons.platform.slices.Models;
import fr.jalons.school.known.KnownAnswers;
import fr.jalons.school.known.KnownRecord;
import fr.jalons.school.known.KnownStays;
import fr.jalons.school.known.KnownStudent;
import fr.jalons.school.known.KnownTeacher;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.messaging.commandhandling.annotation.Command;
import org.jspecify.annotations.Nullable;

/**
 * A body decides about a student on what nobody has told of before (S27). The alert and the
 * decision go on file together: what either of them is refused for leaves no trace of the other.
 *
 * @param raising of a student
 * @param deciding on this alert
 */
@Command(namespace = EvaluationEvent.NAMESPACE, name = "DecideOnNewAlert")
public record DecideOnNewAlert(RaiseAlert raising, DecideRegulation deciding) implements Targeted {

  /** Both are about the same alert. */
  public DecideOnNewAlert {
    if (raising.studentId() == null || !deciding.alert().equals(raising.alert())) {
      throw new IllegalArgumentException("decides on another alert, or on none of a student");
    }
  }

  @Override
  public Target target() {
    StudentId student = Objects.requireNonNull(raising.studentId());
    return new Target("studentId", student);
  }

  List<AlertEvent> decide(
      @By("raising.alert") KnownRecord known,
      @By("raising.alert") KnownAnswers answers,
      @By("raising.studentId") KnownStudent student,
      @By("raising.studentId") KnownStays stays,
      @By("deciding.decision") KnownRecord earlier,
      @By("deciding.decision") KnownAnswers effects,
      @By("deciding.meeting") @Nullable KnownRecord sitting,
      @By("deciding.actors") List<KnownTeacher> people,
      @By("deciding.actions") List<KnownRecord> named,
      Models models,
      LocalDate today) {
    List<AlertRaised> raised = raising.decide(known, student, stays, today);
    KnownRecord alert = known;
    for (AlertRaised one : raised) {
      alert = alert.evolve(one);
    }
    List<RegulationDecided> decided =
        deciding.decide(earlier, effects, alert, answers, sitting, people, named, models, today);
    List<AlertEvent> both = new ArrayList<>(raised);
    both.addAll(decided);
    return both;
  }
}
