package planted.aspects;

import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;

/** Events and aspects of a library, outside of our packages: no program finds them. */
public final class Planted {
  private Planted() {}

  public sealed interface Reading {}

  @Event(namespace = "planted", name = "BookLent", version = "1")
  public record BookLent(
      @EventTag(key = "loan") String loan, @EventTag(key = "student") String student, String title)
      implements Reading {}

  @Event(namespace = "planted", name = "BookReturned", version = "1")
  public record BookReturned(
      @EventTag(key = "loan") String loan, @EventTag(key = "student") @Nullable String student)
      implements Reading {}

  /** Several students at once, each on the roll or not. */
  @Event(namespace = "planted", name = "ClubMet", version = "1")
  public record ClubMet(
      @EventTag(key = "club") String club,
      @EventTag(key = "student") List<String> students,
      List<String> present) {}

  /** Its tags are the entries of a map. */
  @Event(namespace = "planted", name = "Withdrawn", version = "1")
  public record Withdrawn(@EventTag Map<String, String> identity) {}

  @Event(namespace = "planted", name = "Opened", version = "1")
  public record Opened(String door) {}

  /** One loan of a student. */
  @Aspect(name = "loans", of = "student", by = "loan")
  public record Loan(@Nullable String title, boolean returned) {
    public static Loan none() {
      return new Loan(null, false);
    }

    Loan evolve(BookLent event) {
      return new Loan(event.title(), false);
    }

    Loan evolve(BookReturned event) {
      return title == null ? this : new Loan(title, true);
    }

    Loan evolve(Withdrawn event) {
      return none();
    }
  }

  @Aspect(name = "meetings", of = "student")
  public record Meetings(int attended, int missed) {
    static Meetings none() {
      return new Meetings(0, 0);
    }

    Meetings evolve(ClubMet event, String student) {
      return event.present().contains(student)
          ? new Meetings(attended + 1, missed)
          : new Meetings(attended, missed + 1);
    }
  }

  @Aspect(name = "members", of = "club", by = "student")
  public record Member(int meetings) {
    static Member none() {
      return new Member(0);
    }

    Member evolve(ClubMet event) {
      return new Member(meetings + 1);
    }
  }

  /** A sealed type stands for all that it permits. */
  @Aspect(name = "titles", of = "student")
  public record Titles(List<String> kinds) {
    static Titles none() {
      return new Titles(List.of());
    }

    Titles evolve(Reading event) {
      List<String> longer = new ArrayList<>(kinds);
      longer.add(event.getClass().getSimpleName());
      return new Titles(List.copyOf(longer));
    }
  }

  /** What it means depends on what an operator sets. */
  @Aspect(name = "late-loans", of = "student")
  public record LateLoans(int n) {
    public static final Setting<Integer> LONGEST = Setting.days("jalons.longest-loan", 14);
    public static final List<String> KEYS = List.of("1-1", "1-2");
    public static final Setting<Map<String, BigDecimal>> FEES =
        Setting.numbers("jalons.fees", 100, KEYS, Map.of("1-1", new BigDecimal("0.5")));

    static LateLoans none() {
      return new LateLoans(0);
    }

    LateLoans evolve(BookLent event) {
      return this;
    }
  }

  @Aspect(name = "no-none", of = "student")
  public record WithoutNone(int n) {
    WithoutNone evolve(BookLent event) {
      return this;
    }
  }

  @Aspect(name = "untagged", of = "student")
  public record OfUntagged(int n) {
    static OfUntagged none() {
      return new OfUntagged(0);
    }

    OfUntagged evolve(Opened event) {
      return this;
    }
  }

  @Aspect(name = "no-entries", of = "student", by = "club")
  public record WithoutEntries(int n) {
    static WithoutEntries none() {
      return new WithoutEntries(0);
    }

    WithoutEntries evolve(BookLent event) {
      return this;
    }
  }

  @Aspect(name = "twice", of = "student")
  public record Twice(int n) {
    static Twice none() {
      return new Twice(0);
    }

    Twice evolve(BookLent event) {
      return this;
    }

    Twice evolve(Reading event) {
      return this;
    }
  }

  @Aspect(name = "idle", of = "student")
  public record Idle(int n) {
    static Idle none() {
      return new Idle(0);
    }
  }

  @Aspect(name = "other-result", of = "student")
  public record OtherResult(int n) {
    static OtherResult none() {
      return new OtherResult(0);
    }

    int evolve(BookLent event) {
      return n;
    }
  }

  @Aspect(name = "loans", of = "student")
  public record Namesake(int n) {
    static Namesake none() {
      return new Namesake(0);
    }

    Namesake evolve(BookLent event) {
      return this;
    }
  }
}
