package fr.jalons.demo;

import fr.jalons.delivery.sessions.CancelSession;
import fr.jalons.delivery.sessions.CorrectAttendance;
import fr.jalons.delivery.sessions.HoldSession;
import fr.jalons.delivery.sessions.RollLine;
import fr.jalons.delivery.sessions.ScheduleSession;
import fr.jalons.demo.DemoSchool.Team;
import fr.jalons.evaluation.competencies.AssessCompetency;
import fr.jalons.evaluation.frameworks.AdoptFramework;
import fr.jalons.evaluation.surveys.AnswerSurvey;
import fr.jalons.evaluation.surveys.CloseSurvey;
import fr.jalons.evaluation.surveys.OpenSurvey;
import fr.jalons.events.AssessmentId;
import fr.jalons.events.CompetencyEvent.AssessmentContext;
import fr.jalons.events.InterviewId;
import fr.jalons.events.NeedEvent.NeedArea;
import fr.jalons.events.NeedId;
import fr.jalons.events.PositioningEvent.PositioningSubject;
import fr.jalons.events.PositioningId;
import fr.jalons.events.SessionEvent.AttendanceStatus;
import fr.jalons.events.SessionEvent.Nature;
import fr.jalons.events.SessionId;
import fr.jalons.events.StructureId;
import fr.jalons.events.StructureId.Kind;
import fr.jalons.events.StudentId;
import fr.jalons.events.SurveyEvent;
import fr.jalons.events.SurveyEvent.Question;
import fr.jalons.events.SurveyEvent.QuestionKind;
import fr.jalons.events.SurveyId;
import fr.jalons.events.TeacherId;
import fr.jalons.planning.interviews.RecordInterview;
import fr.jalons.planning.needs.CloseNeed;
import fr.jalons.planning.needs.DiagnoseNeed;
import fr.jalons.planning.needs.RefineNeed;
import fr.jalons.planning.positioning.RecordPositioning;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/**
 * One school year of accompaniment, as commands in the order of time. The same seed tells the same
 * year with the same identifiers, so that an interrupted telling can be taken up again.
 */
final class DemoYear {
  private static final int SESSION_MINUTES = 55;
  private static final List<String> DISCIPLINES =
      List.of("Français", "Mathématiques", "Anglais", "Enseignement professionnel", "PSE");
  private static final List<String> CPS = List.of("CPS-C1.1", "CPS-C2.1", "CPS-E1.1", "CPS-S1.1");
  private static final List<Theme> THEMES =
      List.of(
          new Theme(
              "Lire une consigne, étape par étape", NeedArea.FUNDAMENTALS, Nature.FUNDAMENTALS),
          new Theme("Proportionnalité en atelier", NeedArea.FUNDAMENTALS, Nature.FUNDAMENTALS),
          new Theme("Coopérer dans une équipe", NeedArea.PSYCHOSOCIAL, Nature.PSYCHOSOCIAL),
          new Theme("Gérer son stress avant un oral", NeedArea.PSYCHOSOCIAL, Nature.PSYCHOSOCIAL),
          new Theme("Organiser son travail personnel", NeedArea.AUTONOMY, Nature.AUTONOMY),
          new Theme(
              "Préparer sa période en entreprise",
              NeedArea.ORIENTATION,
              Nature.PROFESSIONAL_PROJECT),
          new Theme("S’entraîner à l’épreuve du CAP", NeedArea.EXAM, Nature.EXAM));

  private record Theme(String title, NeedArea area, Nature nature) {}

  /** A command, who gives it, and when. */
  record Step(Instant at, String actor, Object command) {}

  private final int year;
  private final ZoneId zone;
  private final Random random = new Random(20_260_901);
  private final List<Step> steps = new ArrayList<>();
  private final Map<StudentId, List<NeedId>> needs = new HashMap<>();

  private DemoYear(int year, ZoneId zone) {
    this.year = year;
    this.zone = zone;
  }

  /** The year of the school whose teams {@code teams} knows. */
  static List<Step> of(int year, ZoneId zone, Function<StructureId, Team> teams) {
    DemoYear demo = new DemoYear(year, zone);
    demo.adoptFrameworks();
    for (String code : DemoSchool.CLASSES) {
      Team team = teams.apply(StructureId.of(DemoSchool.ID, Kind.CLASS, code));
      demo.welcome(team);
      demo.diagnose(team);
      for (int number = 1; number <= 2; number++) {
        String group = "AP." + code + "." + number;
        demo.sessions(teams.apply(StructureId.of(DemoSchool.ID, Kind.GROUP, group)), number);
      }
      demo.assess(team);
      demo.survey(team, "Ma rentrée au lycée", true, day(year, 12, 1));
      demo.survey(team, "Mon année d’accompagnement", false, day(year + 1, 6, 8));
      demo.conclude(team);
    }
    return demo.steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }

  private static LocalDate day(int year, int month, int day) {
    return LocalDate.of(year, month, day);
  }

  private void adoptFrameworks() {
    LocalDate on = day(year, 9, 1);
    add(on, 8, "user:demo-head", new AdoptFramework("CPS", "2022", true));
    add(on, 8, "user:demo-head", new AdoptFramework("TRANSVERSAL", "2026", true));
  }

  private void welcome(Team team) {
    for (StudentId student : team.students()) {
      LocalDate tests = day(year, 9, 4 + random.nextInt(5));
      for (PositioningSubject subject : PositioningSubject.values()) {
        add(
            tests,
            9,
            teacher(team, subject.ordinal()),
            new RecordPositioning(
                new PositioningId(id()),
                student,
                subject,
                tests,
                BigDecimal.valueOf(4 + random.nextInt(15)),
                BigDecimal.valueOf(20)));
      }
      if (chance(0.9)) {
        LocalDate met = day(year, 9, 11 + random.nextInt(8));
        add(
            met,
            14,
            teacher(team, 0),
            new RecordInterview(
                new InterviewId(id()),
                student,
                met,
                "Entretien de rentrée : parcours, projet, points d’appui."));
      }
    }
  }

  private void diagnose(Team team) {
    for (StudentId student : team.students()) {
      List<NeedId> diagnosed = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        Theme theme = pick(THEMES);
        LocalDate on = day(year, 9, 21 + random.nextInt(8));
        NeedId need = new NeedId(id());
        diagnosed.add(need);
        add(
            on,
            15,
            teacher(team, i),
            new DiagnoseNeed(
                need, student, theme.area(), theme.title(), "positionnement et entretien", on));
      }
      needs.put(student, diagnosed);
      if (chance(0.3)) {
        LocalDate on = day(year, 11, 10 + random.nextInt(10));
        add(
            on,
            16,
            teacher(team, 1),
            new RefineNeed(
                diagnosed.getFirst(),
                null,
                "À reprendre en petit groupe, avec un support visuel.",
                "conseil de classe",
                on,
                null));
      }
    }
  }

  private void sessions(Team group, int number) {
    LocalDate end = day(year + 1, 6, 20);
    for (LocalDate day = day(year, 10, 4 + number); day.isBefore(end); day = day.plusWeeks(1)) {
      if (!away(day)) {
        session(group, day);
      }
    }
  }

  private void session(Team group, LocalDate day) {
    Theme theme = pick(THEMES);
    SessionId session = new SessionId(id());
    Instant start = day.atTime(LocalTime.of(10, 0)).atZone(zone).toInstant();
    String leader = teacher(group, random.nextInt(2));
    List<NeedId> targeted =
        group.students().stream()
            .filter(student -> chance(0.3) && day.isBefore(needsClose()))
            .map(student -> needsOf(student).getFirst())
            .toList();
    add(
        day.minusDays(6),
        17,
        leader,
        new ScheduleSession(
            session,
            group.structure(),
            theme.title(),
            start,
            SESSION_MINUTES,
            group.teachers(),
            List.copyOf(EnumSet.of(theme.nature())),
            targeted));
    if (chance(0.05)) {
      add(day.minusDays(1), 12, leader, new CancelSession(session, "Intervenant absent."));
      return;
    }
    List<RollLine> roll = group.students().stream().map(this::line).toList();
    add(
        day,
        12,
        leader,
        new HoldSession(
            session,
            roll,
            "Travail en ateliers, restitution orale.",
            List.of(pick(CPS), pick(CPS))));
    if (chance(0.08)) {
      RollLine excused = new RollLine(pick(group.students()), AttendanceStatus.EXCUSED, null);
      add(day.plusDays(1), 9, leader, new CorrectAttendance(session, excused, "Certificat reçu."));
    }
  }

  private RollLine line(StudentId student) {
    double fate = random.nextDouble();
    if (fate < 0.86) {
      return new RollLine(student, AttendanceStatus.PRESENT, null);
    }
    if (fate < 0.91) {
      return new RollLine(student, AttendanceStatus.LATE, SESSION_MINUTES - 5 - random.nextInt(20));
    }
    return new RollLine(
        student, fate < 0.96 ? AttendanceStatus.EXCUSED : AttendanceStatus.UNEXCUSED, null);
  }

  /** Autumn, winter and spring holidays, and two placements in companies. */
  private boolean away(LocalDate day) {
    return between(day, day(year, 10, 17), day(year, 11, 3))
        || between(day, day(year, 12, 19), day(year + 1, 1, 4))
        || between(day, day(year + 1, 1, 18), day(year + 1, 2, 8))
        || between(day, day(year + 1, 2, 20), day(year + 1, 3, 8))
        || between(day, day(year + 1, 4, 17), day(year + 1, 5, 3))
        || between(day, day(year + 1, 5, 17), day(year + 1, 6, 7));
  }

  private static boolean between(LocalDate day, LocalDate from, LocalDate until) {
    return !day.isBefore(from) && day.isBefore(until);
  }

  private void assess(Team team) {
    Map<String, Integer> levels = new HashMap<>();
    for (LocalDate on : List.of(day(year, 10, 12), day(year + 1, 1, 12), day(year + 1, 5, 11))) {
      for (StudentId student : team.students()) {
        for (String competency : CPS) {
          int level =
              levels.merge(
                  student + competency,
                  1 + random.nextInt(2),
                  (before, any) -> Math.min(4, before + random.nextInt(2)));
          for (int assessor = 0; assessor <= random.nextInt(2); assessor++) {
            String actor = teacher(team, assessor);
            add(
                on,
                17,
                actor,
                new AssessCompetency(
                    new AssessmentId(id()),
                    student,
                    "CPS",
                    competency,
                    level,
                    assessor == 0 ? AssessmentContext.AP : AssessmentContext.COURSE,
                    DISCIPLINES.get(assessor),
                    actor,
                    on));
          }
        }
      }
    }
  }

  private void survey(Team team, String title, boolean anonymous, LocalDate opens) {
    SurveyId survey = new SurveyId(id());
    List<Question> questions =
        List.of(
            new Question("utile", "L’accompagnement m’aide.", QuestionKind.SCALE_1_5, List.of()),
            new Question(
                "plus",
                "Ce qui m’a le plus aidé",
                QuestionKind.CHOICE,
                List.of("Séances", "Entretiens", "Groupe")),
            new Question("idee", "Une idée pour la suite ?", QuestionKind.TEXT, List.of()));
    add(
        opens,
        8,
        "user:demo-head",
        new OpenSurvey(
            survey,
            title,
            SurveyEvent.Audience.STUDENTS,
            team.structure(),
            DemoSchool.ID,
            anonymous,
            questions,
            opens.plusDays(14)));
    for (StudentId student : team.students()) {
      if (chance(0.8)) {
        add(
            opens.plusDays(1 + random.nextInt(10)),
            10 + random.nextInt(6),
            "user:demo-student",
            new AnswerSurvey(
                survey,
                id().toString(),
                student.value(),
                Map.of(
                    "utile", Integer.toString(2 + random.nextInt(4)),
                    "plus", pick(List.of("Séances", "Entretiens", "Groupe")),
                    "idee",
                        pick(
                            List.of(
                                "Plus de pratique.",
                                "Continuer en petit groupe.",
                                "Rien à changer.")))));
      }
    }
    add(opens.plusDays(14), 18, "user:demo-head", new CloseSurvey(survey));
  }

  private void conclude(Team team) {
    for (StudentId student : team.students()) {
      for (NeedId need : needsOf(student)) {
        if (chance(0.6)) {
          LocalDate on = needsClose().plusDays(random.nextInt(10));
          add(
              on,
              16,
              teacher(team, 0),
              new CloseNeed(need, "Objectif atteint, à consolider en cours.", null));
        }
      }
    }
  }

  private List<NeedId> needsOf(StudentId student) {
    return needs.getOrDefault(student, List.of());
  }

  /** From this day on needs are closed, and no session is planned for them any more. */
  private LocalDate needsClose() {
    return day(year + 1, 5, 4);
  }

  private void add(LocalDate day, int hour, String actor, Object command) {
    int second = random.nextInt(3_600);
    steps.add(
        new Step(day.atTime(hour, 0).plusSeconds(second).atZone(zone).toInstant(), actor, command));
  }

  private static String teacher(Team team, int index) {
    TeacherId teacher = team.teachers().get(index % team.teachers().size());
    return "teacher:" + teacher;
  }

  private UUID id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return UUID.nameUUIDFromBytes(bytes);
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
