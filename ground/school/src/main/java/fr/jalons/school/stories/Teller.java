package fr.jalons.school.stories;

import fr.jalons.events.RecordId;
import fr.jalons.events.StudentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes down what one story tells of one school year, and gives it chance and identifiers. */
public final class Teller {
  private static final int AFTER_LESSONS = 16;
  private static final int HOUR = 3_600;

  private final SchoolYear year;
  private final Told told;
  private final Random random;
  private final List<Step> steps = new ArrayList<>();

  Teller(SchoolYear year, Class<? extends Story> story, Told told) {
    this.year = year;
    this.told = told;
    this.random = new Random(31L * story.getName().hashCode() + year.year());
  }

  List<Step> steps() {
    return steps;
  }

  /** The year that is told. */
  public SchoolYear year() {
    return year;
  }

  public List<Team> classes() {
    return year.classes();
  }

  /** The head of the school, as an actor. */
  public String head() {
    return "user:demo-head";
  }

  /** A day of this school year. */
  public LocalDate day(int month, int day) {
    return year.day(month, day);
  }

  /** Whether something happens that happens so often, from 0 to 1. */
  public boolean likely(double often) {
    return random.nextDouble() < often;
  }

  /** A number from the one to the other, both included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** A new identifier. */
  public <T> T id(Function<UUID, T> create) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return create.apply(UUID.nameUUIDFromBytes(bytes));
  }

  /**
   * The identifier of a record that stories of several features name: of each kind there is one for
   * each thing in a year.
   *
   * @param kind of record
   * @param of what it is about: a scope, or which of several it is
   */
  public RecordId record(String kind, Object of) {
    String name = String.join(" ", year.school().uai(), year.year() + "", kind, of.toString());
    return new RecordId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What earlier commands, of whichever story, began about a student. Only for a command that is
   * made when its moment has come: see {@link Line#say(Supplier)}.
   *
   * @param kind of identifier
   */
  public <T> List<T> known(StudentId student, Class<T> kind) {
    return told.of(student, kind);
  }

  /** As {@link #known}: the commands of a kind that were given earlier, in their order. */
  public <C extends Record> List<C> said(Class<C> command) {
    return told.said(command);
  }

  /** A day of this school year, after lessons. */
  public Moment on(int month, int day) {
    return on(day(month, day));
  }

  /** A day, after lessons. */
  public Moment on(LocalDate day) {
    return on(day, AFTER_LESSONS);
  }

  /** Some time within an hour of a day. */
  public Moment on(LocalDate day, int hour) {
    int second = random.nextInt(HOUR);
    return new Moment(day.atTime(hour, 0).plusSeconds(second).atZone(year.zone()).toInstant());
  }

  /** When something is said. */
  public final class Moment {
    private final Instant at;

    private Moment(Instant at) {
      this.at = at;
    }

    /** Says who says it, such as {@link Team#teacher}. */
    public Line by(String actor) {
      return new Line(at, actor);
    }
  }

  /** The moment and the actor of a command. */
  public final class Line {
    private final Instant at;
    private final String actor;

    private Line(Instant at, String actor) {
      this.at = at;
      this.actor = actor;
    }

    public void say(Record command) {
      steps.add(new Step(at, actor, () -> command));
    }

    /** For a command that depends on what is {@link Teller#known}; it draws nothing by chance. */
    public void say(Supplier<? extends Record> command) {
      steps.add(new Step(at, actor, command));
    }
  }
}
