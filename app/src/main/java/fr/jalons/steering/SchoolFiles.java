package fr.jalons.steering;

import fr.jalons.access.Moments;
import fr.jalons.access.Visibility;
import fr.jalons.events.RecordScope;
import fr.jalons.events.SchoolId;
import fr.jalons.events.StructureId;
import fr.jalons.events.Tags;
import fr.jalons.indicators.PastAspects;
import fr.jalons.platform.aspects.AspectProjection;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.Part;
import fr.jalons.platform.aspects.Shown;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.readmodels.ReadModels;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.school.CodeResolver;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a school has on file, now or at a past moment, as far as the reader reaches it. */
@Component
public class SchoolFiles {
  private final AspectReader live;
  private final PastAspects past;
  private final Moments moments;
  private final ReadModels readModels;
  private final EventJson json;
  private final CodeResolver codes;
  private final Visibility visibility;
  private final Clock clock;
  private final TargetFigures targets;

  SchoolFiles(
      AspectReader live,
      PastAspects past,
      Moments moments,
      ReadModels readModels,
      EventJson json,
      CodeResolver codes,
      Visibility visibility,
      Clock clock,
      TargetFigures targets) {
    this.live = live;
    this.past = past;
    this.moments = moments;
    this.readModels = readModels;
    this.json = json;
    this.codes = codes;
    this.visibility = visibility;
    this.clock = clock;
    this.targets = targets;
  }

  /**
   * A school's file at a position of the log.
   *
   * @param day of that moment
   * @param at null for now
   * @param aspects as far as the reader reaches them
   * @param measured puts figures beside targets, which takes a while: on the page that has them
   */
  public record File(
      SchoolId school,
      long position,
      LocalDate day,
      @Nullable Long at,
      Aspects aspects,
      UnaryOperator<Part> measured) {

    /** What stands on a page of the school. */
    public List<Part> on(String page) {
      return unmeasured(page).stream().map(measured).toList();
    }

    /** The same without figures beside targets. */
    List<Part> unmeasured(String page) {
      return aspects.parts(Tags.SCHOOL, shown -> shown.page().equals(page));
    }
  }

  /**
   * The school that a request is about.
   *
   * @param named null for that of the account, or the only one
   * @throws Refusal if several schools may be meant, or the school is out of reach
   */
  public SchoolId meant(@Nullable SchoolId named) {
    SchoolId school =
        codes.school(
            named,
            new CodeResolver.Refusals(
                () -> Refusal.notFound("indicators.school-unknown"),
                () ->
                    new Refusal(
                        Refusal.Kind.UNPROCESSABLE,
                        List.of(Fault.of("school", "school.scope-school-needed")))));
    SchoolId own = visibility.school();
    if (own != null && !own.equals(school)) {
      throw Refusal.notFound("access.out-of-reach");
    }
    return school;
  }

  /**
   * The file of a school.
   *
   * @param named the school; null for that of the account, or the only one
   * @param asOf a past day or moment; null for now
   * @throws Refusal if several schools may be meant, or the school is out of reach
   */
  public File file(@Nullable SchoolId named, @Nullable String asOf) {
    SchoolId school = meant(named);
    Long at = asOf == null ? null : moments.position(asOf);
    LocalDate day = asOf == null ? LocalDate.now(clock) : moments.day(asOf);
    return new File(
        school,
        at == null ? readModels.position(AspectProjection.NAME) : at,
        day,
        at,
        reached(school, at, scope -> true),
        part -> targets.measured(part, day, at));
  }

  /** What stands on the pages of classes and concerns some scopes. */
  public List<Part> onClasses(SchoolId school, @Nullable Long at, Predicate<Object> concerned) {
    return reached(school, at, concerned).parts(Tags.SCHOOL, Shown::onClasses);
  }

  private Aspects reached(SchoolId school, @Nullable Long at, Predicate<Object> concerned) {
    return aspects(school, at).where(scope -> concerned.test(scope) && isReached(scope));
  }

  private Aspects aspects(SchoolId school, @Nullable Long at) {
    return at == null
        ? Objects.requireNonNull(live.opened(List.of(school), Tags.SCHOOL).get(school.toString()))
        : past.at(Tags.SCHOOL, List.of(school), at).opened(school, json);
  }

  /** What is about the school or a track is for all of the school. */
  private boolean isReached(Object scope) {
    StructureId structure = scope instanceof RecordScope one ? one.structure() : null;
    return structure == null || visibility.reaches(structure);
  }
}
