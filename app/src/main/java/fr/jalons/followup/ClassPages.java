package fr.jalons.followup;

import fr.jalons.access.Visibility;
import fr.jalons.delivery.placements.PlacementMark.Item;
import fr.jalons.delivery.placements.PlacementMark.Placement;
import fr.jalons.delivery.works.PersonalWork.Given;
import fr.jalons.evaluation.livret.LivretText;
import fr.jalons.evaluation.reviews.StudentReview.Held;
import fr.jalons.events.LivretEvent.LivretTerm;
import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.TeacherId;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.planning.needs.NeedGroups;
import fr.jalons.school.Directory;
import java.text.Collator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One thing about all students of a class: groups of need, reviews (S28), texts for the livret
 * (S12), work (S22) and placements (S14). Who sees figures only, sees no line of a student.
 */
@Controller
class ClassPages {
  private final ClassFollowUps classes;
  private final Directory directory;
  private final FigureTexts texts;
  private final Visibility visibility;
  private final ClassTeam team;

  ClassPages(
      ClassFollowUps classes,
      Directory directory,
      FigureTexts texts,
      Visibility visibility,
      ClassTeam team) {
    this.classes = classes;
    this.directory = directory;
    this.texts = texts;
    this.visibility = visibility;
    this.team = team;
  }

  /** How far the reviews of a class are. */
  public enum Progress {
    MISSING,
    PARTLY,
    COMPLETE
  }

  /**
   * A review, and whose is still to be held.
   *
   * @param of how many students it is about
   * @param writers those who follow the students that wait
   */
  public record ReviewLine(
      Held review, int held, int of, List<StudentId> waiting, List<Writer> writers) {
    public Progress progress() {
      return waiting.isEmpty() ? Progress.COMPLETE : held == 0 ? Progress.MISSING : Progress.PARTLY;
    }
  }

  /**
   * Who is still to hold a review: the tutor of a student, or else who leads the class.
   *
   * @param name null if there is neither
   * @param students for how many
   */
  public record Writer(@Nullable String name, int students) {}

  /** What the livret says of a student, and what the term held. */
  public record LivretLine(
      StudentId student,
      @Nullable LivretText text,
      String attendance,
      String strengths,
      String recognitions) {}

  /** A student, and what became of each work that some of the class were given. */
  public record WorkLine(StudentId student, List<@Nullable Given> works) {}

  /** A placement of a class, and the day on which each student had each thing ready. */
  public record PlacementTable(Placement placement, List<PlacementLine> lines) {}

  /** A line of it. */
  public record PlacementLine(StudentId student, List<Item> items, boolean complete) {}

  @GetMapping("/classes/need-groups")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String needGroups(@RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Model model) {
    ClassFollowUps.Roll view = show(structure, model);
    List<NeedGroups.Candidate> candidates =
        view.students().stream()
            .map(one -> NeedGroups.Candidate.of(one.student(), one.aspects(), view.day()))
            .toList();
    NeedGroups.Proposal proposal = NeedGroups.of(candidates, NeedGroups.LARGEST);
    model.addAttribute("proposal", proposal);
    model.addAttribute(
        "keys", proposal.groups().stream().map(group -> UUID.randomUUID().toString()).toList());
    model.addAttribute("scope", RecordScope.of(structure).toString());
    return "followup/need-groups";
  }

  @GetMapping("/classes/reviews")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String reviews(@RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Model model) {
    ClassFollowUps.Roll view = show(structure, model, "reviews", "tutors");
    List<StudentView> students = students(view, model);
    Map<StudentId, String> writers = writers(structure, view.day(), students);
    SequencedMap<RecordId, List<StudentId>> waiting = new LinkedHashMap<>();
    Map<RecordId, Held> reviews = new LinkedHashMap<>();
    Map<RecordId, Integer> held = new LinkedHashMap<>();
    for (StudentView student : students) {
      for (Held review : student.listed("reviews", Held.class)) {
        reviews.putIfAbsent(review.review(), review);
        List<StudentId> missing = waiting.computeIfAbsent(review.review(), id -> new ArrayList<>());
        if (review.heldOn() == null) {
          missing.add(student.student());
        } else {
          held.merge(review.review(), 1, Integer::sum);
        }
      }
    }
    model.addAttribute(
        "reviews",
        reviews.values().stream()
            .sorted(Comparator.comparing(Held::dueOn).reversed())
            .map(
                review -> {
                  List<StudentId> missing = waiting.getOrDefault(review.review(), List.of());
                  int done = held.getOrDefault(review.review(), 0);
                  return new ReviewLine(
                      review, done, done + missing.size(), missing, writers(missing, writers));
                })
            .toList());
    return "followup/class-reviews";
  }

  /** Who is to write about each student; several who lead the class are named together. */
  private Map<StudentId, String> writers(
      StructureId structure, LocalDate day, List<StudentView> students) {
    Map<StudentId, TeacherId> tutors = new LinkedHashMap<>();
    students.forEach(
        student ->
            ClassTeam.tutor(student, day).ifPresent(tutor -> tutors.put(student.student(), tutor)));
    Map<UUID, String> names = team.names(tutors.values());
    String leads = String.join(", ", team.leads(structure, day));
    Map<StudentId, String> writers = new LinkedHashMap<>();
    for (StudentView student : students) {
      TeacherId tutor = tutors.get(student.student());
      String name = tutor == null ? null : names.get(tutor.value());
      writers.put(student.student(), name == null ? leads : name);
    }
    return writers;
  }

  private static List<Writer> writers(List<StudentId> waiting, Map<StudentId, String> writers) {
    SequencedMap<String, Integer> counted = new LinkedHashMap<>();
    waiting.forEach(student -> counted.merge(writers.getOrDefault(student, ""), 1, Integer::sum));
    return counted.entrySet().stream()
        .map(one -> new Writer(one.getKey().isEmpty() ? null : one.getKey(), one.getValue()))
        .toList();
  }

  /** Of the current school year; without a term, that of the latest text. */
  @GetMapping("/classes/livret-texts")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String livretTexts(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam(required = false) @Nullable LivretTerm term,
      Model model) {
    ClassFollowUps.Roll view = show(structure, model, "sessions", "strengths", "recognitions");
    List<StudentView> students = students(view, model);
    int year = view.period().from().getYear();
    LivretTerm wanted =
        term == null
            ? students.stream()
                .flatMap(student -> texts(student, year))
                .max(Comparator.comparing(LivretText::writtenOn))
                .map(LivretText::term)
                .orElse(LivretTerm.T1)
            : term;
    List<LivretLine> lines =
        students.stream()
            .map(
                student ->
                    new LivretLine(
                        student.student(),
                        texts(student, year)
                            .filter(text -> text.term() == wanted)
                            .findFirst()
                            .orElse(null),
                        texts.of(student.figures(), "rate"),
                        texts.of(student.figures(), "strengths"),
                        texts.of(student.figures(), "recognitions")))
            .toList();
    model.addAttribute("term", wanted);
    model.addAttribute("terms", LivretTerm.values());
    model.addAttribute("lines", lines);
    model.addAttribute("written", lines.stream().filter(line -> line.text != null).count());
    return "followup/class-livrets";
  }

  private static Stream<LivretText> texts(StudentView student, int year) {
    return student.aspects().all(LivretText.class).stream().filter(text -> text.year() == year);
  }

  @GetMapping("/classes/works")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String works(@RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Model model) {
    List<StudentView> students = students(show(structure, model, "personalWork"), model);
    Map<RecordId, Given> works = new LinkedHashMap<>();
    students.stream()
        .flatMap(student -> student.listed("personalWork", Given.class).stream())
        .sorted(Comparator.comparing(Given::dueOn).reversed())
        .forEach(work -> works.putIfAbsent(work.work(), work));
    model.addAttribute("works", works.values());
    model.addAttribute(
        "lines",
        students.stream()
            .map(
                student -> {
                  List<Given> own = student.listed("personalWork", Given.class);
                  return new WorkLine(
                      student.student(),
                      works.keySet().stream()
                          .<@Nullable Given>map(
                              id ->
                                  own.stream()
                                      .filter(one -> one.work().equals(id))
                                      .findFirst()
                                      .orElse(null))
                          .toList());
                })
            .toList());
    return "followup/class-works";
  }

  @GetMapping("/classes/placements")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  String placements(@RequestAttribute(Visibility.NAMED_CLASS) StructureId structure, Model model) {
    List<StudentView> students = students(show(structure, model, "placements"), model);
    Map<RecordId, PlacementTable> tables = new LinkedHashMap<>();
    for (StudentView student : students) {
      for (Placement one : student.listed("placements", Placement.class)) {
        tables
            .computeIfAbsent(one.period(), id -> new PlacementTable(one, new ArrayList<>()))
            .lines()
            .add(new PlacementLine(student.student(), one.items(), one.complete()));
      }
    }
    model.addAttribute(
        "tables",
        tables.values().stream()
            .sorted(Comparator.comparing((PlacementTable one) -> one.placement().from()))
            .toList());
    return "followup/class-placements";
  }

  /**
   * What all of these pages show.
   *
   * @param parts of the students' files that the page looks at, by their names
   */
  private ClassFollowUps.Roll show(StructureId structure, Model model, String... parts) {
    ClassFollowUps.Roll view = classes.roll(structure, Set.of(parts));
    model.addAttribute("view", view);
    model.addAttribute("structure", structure);
    model.addAttribute("today", view.day());
    model.addAttribute("figuresOnly", visibility.aggregatesOnly());
    model.addAttribute(
        "names", directory.names(view.students().stream().map(StudentView::student).toList()));
    return view;
  }

  /** In the order of their names. */
  @SuppressWarnings("unchecked")
  private static List<StudentView> students(ClassFollowUps.Roll view, Model model) {
    Map<StudentId, String> names =
        (Map<StudentId, String>) Objects.requireNonNull(model.getAttribute("names"));
    return view.students().stream()
        .sorted(
            Comparator.comparing(
                student -> names.getOrDefault(student.student(), ""),
                Collator.getInstance(Locale.FRENCH)))
        .toList();
  }
}
