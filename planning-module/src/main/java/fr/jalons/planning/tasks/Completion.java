package fr.jalons.planning.tasks;

import fr.jalons.events.RecordId;
import fr.jalons.events.RecordScope;
import fr.jalons.events.Tags;
import fr.jalons.events.TaskEvent.Channel;
import fr.jalons.events.TaskEvent.Public;
import fr.jalons.events.TaskEvent.TaskCompleted;
import fr.jalons.events.TaskEvent.TaskKind;
import fr.jalons.planning.tasks.Task.Followed;
import fr.jalons.platform.aspects.Aspect;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.platform.aspects.InScope;
import fr.jalons.platform.aspects.Shown;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** That a task was done. The page on communication shows of each whether it went out (S33). */
@Aspect(name = "completions", of = Tags.SCHOOL, by = Tags.RECORD)
@Shown(part = "plan", order = 65, template = "planning/communications", page = "/communication")
public record Completion(
    RecordId id,
    RecordId task,
    RecordScope scope,
    LocalDate completedOn,
    @Nullable String note,
    @Nullable String url)
    implements InScope {

  /**
   * What goes out, by channel and public.
   *
   * @param audiences the heads of the columns
   */
  public record Communications(
      List<Public> audiences, List<ByChannel> channels, List<Followed> list) {}

  /** What goes out by one channel: for each public, how much was sent of how much. */
  public record ByChannel(Channel channel, List<Sent> audiences) {}

  /** How many were sent of how many. */
  public record Sent(long sent, long planned) {}

  static Completion begin(TaskCompleted event) {
    return new Completion(
        event.completion(),
        event.task(),
        Objects.requireNonNull(RecordScope.of(event)),
        event.completedOn(),
        event.note(),
        event.url());
  }

  static Communications view(List<Completion> all, Aspects school) {
    Map<RecordId, Completion> done = Task.done(school);
    List<Followed> list =
        school.all(Task.class).stream()
            .filter(task -> task.kind() == TaskKind.COMMUNICATION)
            .sorted(Comparator.comparing(Task::dueOn))
            .map(task -> Followed.of(task, done.get(task.id())))
            .toList();
    return new Communications(
        List.of(Public.values()),
        Arrays.stream(Channel.values())
            .map(channel -> byChannel(channel, list))
            .filter(row -> row.audiences.stream().anyMatch(cell -> cell.planned > 0))
            .toList(),
        list);
  }

  private static ByChannel byChannel(Channel channel, List<Followed> list) {
    return new ByChannel(
        channel,
        Arrays.stream(Public.values())
            .map(
                audience -> {
                  List<Followed> planned =
                      list.stream()
                          .filter(one -> one.channel() == channel)
                          .filter(one -> one.audiences().contains(audience))
                          .toList();
                  return new Sent(
                      planned.stream().filter(one -> one.completedOn() != null).count(),
                      planned.size());
                })
            .toList());
  }
}
