package fr.jalons.export;

import fr.jalons.consultation.Consultations;
import fr.jalons.delivery.sessions.StudentSession;
import fr.jalons.delivery.sessions.StudentSession.Attended;
import fr.jalons.evaluation.competencies.StudentAssessment;
import fr.jalons.events.SessionEvent.Attendance;
import fr.jalons.followup.Histories;
import fr.jalons.followup.StudentView;
import fr.jalons.planning.interviews.StudentInterview;
import fr.jalons.planning.needs.StudentNeed;
import fr.jalons.planning.needs.StudentNeed.OpenAndClosed;
import fr.jalons.planning.positioning.StudentPositioning;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.school.Directory;
import fr.jalons.school.students.StudentMemberships;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A student's data as a document in French, in the words of the pages. */
@Component
class StudentDocument {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

  private final MessageSource words;
  private final EventJson json;
  private final Clock clock;

  StudentDocument(MessageSource words, EventJson json, Clock clock) {
    this.words = words;
    this.json = json;
    this.clock = clock;
  }

  byte[] of(ExportData.Data data) {
    String name = name(data.identity());
    PdfFile file = new PdfFile(word("export.title", name));
    file.title(word("export.title", name));
    file.text(word("export.intro", moment(data.exportedAt()), data.followUp().position()));
    identity(data.identity(), file);
    followUp(data.followUp(), file);
    answers(data.history(), file);
    file.heading(word("consultation.title"));
    file.table(
        List.of(word("consultation.at"), word("consultation.what"), word("consultation.why")),
        data.consultations().stream()
            .map(look -> List.of(moment(look.at()), word("consultation." + look.what()), why(look)))
            .toList());
    file.heading(word("export.history"));
    file.table(
        List.of(word("export.recorded"), word("export.event")),
        data.history().stream()
            .map(entry -> List.of(moment(entry.recordedAt()), word("event." + entry.type())))
            .toList());
    return file.bytes();
  }

  private String why(Consultations.Row look) {
    if (look.further() > 0) {
      return word("consultation.further", look.further());
    }
    return look.reason() == null ? "" : look.reason();
  }

  private static String name(Directory.@Nullable Person identity) {
    return identity == null
        ? Sealing.ERASED
        : identity.firstName()
            + ' '
            + (identity.usageName() == null ? identity.familyName() : identity.usageName());
  }

  private void identity(Directory.@Nullable Person person, PdfFile file) {
    file.heading(word("export.identity"));
    if (person == null) {
      file.text(Sealing.ERASED);
      return;
    }
    file.line(word("export.family-name"), person.familyName());
    if (person.usageName() != null) {
      file.line(word("export.usage-name"), person.usageName());
    }
    file.line(word("export.first-name"), person.firstName());
    file.line(word("export.born"), day(person.birthDate()));
    file.line(word("export.ine"), person.ine() == null ? "—" : person.ine());
    file.line(word("export.school"), person.school());
    for (Directory.Guardian guardian : person.guardians()) {
      file.line(
          word("export.guardian", guardian.rank()),
          guardian.firstName() + ' ' + guardian.familyName());
    }
  }

  private void followUp(StudentView view, PdfFile file) {
    Aspects aspects = view.aspects();
    file.heading(word("export.classes"));
    file.table(
        List.of(word("export.class"), word("export.from"), word("export.until")),
        aspects.one(StudentMemberships.class).list().stream()
            .map(m -> List.of(m.structure().code(), day(m.from()), day(m.until())))
            .toList());
    OpenAndClosed needs = view.part("needs", OpenAndClosed.class);
    file.heading(word("export.needs"));
    file.table(
        List.of(word("export.need"), word("export.diagnosed"), word("export.outcome")),
        Stream.concat(needs.open().stream(), needs.closed().stream()).map(this::need).toList());
    file.heading(word("export.interviews"));
    file.table(
        List.of(word("export.day"), word("export.summary")),
        Stream.concat(
                aspects.all(StudentInterview.class).stream()
                    .map(i -> List.of(day(i.heldOn()), i.summary())),
                aspects.all(StudentPositioning.class).stream()
                    .map(
                        p ->
                            List.of(
                                day(p.takenOn()),
                                "%s : %s / %s"
                                    .formatted(
                                        word("subject." + p.subject()),
                                        p.score().toPlainString(),
                                        p.maximum().toPlainString()))))
            .toList());
    file.heading(word("export.sessions"));
    file.table(
        List.of(
            word("export.day"),
            word("export.session"),
            word("export.state"),
            word("export.attendance")),
        view.part("sessions", Attended.class).list().stream().map(this::session).toList());
    file.heading(word("export.competencies"));
    file.table(
        List.of(word("export.competency"), word("export.level"), word("export.observed")),
        StudentAssessment.view(aspects.all(StudentAssessment.class)).stream()
            .flatMap(c -> Stream.concat(Stream.of(c.latest()), c.earlier().stream()))
            .map(
                a ->
                    List.of(
                        a.framework() + ' ' + a.competency(),
                        Integer.toString(a.level()),
                        day(a.observedOn()) + ", " + a.discipline()))
            .toList());
  }

  private List<String> need(StudentNeed need) {
    return List.of(
        word("area." + need.area()) + " : " + need.description(),
        day(need.diagnosedOn()) + (need.source() == null ? "" : ", " + need.source()),
        need.closedOn() == null ? "" : day(need.closedOn()) + " : " + need.outcome());
  }

  private List<String> session(StudentSession session) {
    Attendance line = session.attendance();
    return List.of(
        moment(session.start()),
        session.title() == null ? "" : session.title(),
        word("session." + session.status()),
        line == null
            ? ""
            : "%s (%d min)".formatted(word("attendance." + line.status()), line.minutes()));
  }

  /** Under her own name: what was answered anonymously is nobody’s. */
  private void answers(List<Histories.Entry> history, PdfFile file) {
    file.heading(word("export.answers"));
    file.table(
        List.of(word("export.recorded"), word("export.answered")),
        history.stream()
            .filter(entry -> entry.type().equals("evaluation.SurveyAnswered"))
            .map(entry -> List.of(moment(entry.recordedAt()), answered(entry)))
            .toList());
  }

  private String answered(Histories.Entry entry) {
    return json.read(entry.payload(), Map.class).get("answers") instanceof Map<?, ?> answers
        ? answers.entrySet().stream()
            .map(answer -> answer.getKey() + " : " + answer.getValue())
            .collect(Collectors.joining("\n"))
        : "";
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "" : DAY.format(day);
  }

  private String moment(Instant moment) {
    return MOMENT.format(moment.atZone(clock.getZone()));
  }

  private String word(String key, Object... args) {
    return words.getMessage(key, args, key, Locale.FRENCH) instanceof String found ? found : key;
  }
}
