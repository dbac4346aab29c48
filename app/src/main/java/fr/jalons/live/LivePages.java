package fr.jalons.live;

import fr.jalons.access.Visibility;
import fr.jalons.events.StructureId;
import fr.jalons.events.StudentId;
import fr.jalons.events.Tags;
import fr.jalons.marks.Allowed;
import fr.jalons.marks.Over;
import fr.jalons.marks.Who;
import fr.jalons.platform.aspects.AspectReader;
import fr.jalons.platform.aspects.Aspects;
import fr.jalons.school.known.RollLine;
import fr.jalons.school.students.StudentMemberships;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an open page listens to, as server-sent events: the position from which on it shows
 * something else. Who may open the page may listen. {@code since} is the position that it shows;
 * browsers that come again send the last one they heard of.
 */
@Controller
class LivePages {
  private static final String LAST = "Last-Event-ID";
  private static final String WAIT_SECONDS = "30";

  private final LiveStreams streams;
  private final AspectReader aspects;
  private final Visibility visibility;
  private final Clock clock;

  LivePages(LiveStreams streams, AspectReader aspects, Visibility visibility, Clock clock) {
    this.streams = streams;
    this.aspects = aspects;
    this.visibility = visibility;
    this.clock = clock;
  }

  /** A student's page shows what is planned for their classes and groups, too. */
  @GetMapping("/students/{student}/live")
  @Allowed(who = Who.READERS, over = Over.STUDENT)
  void student(
      @PathVariable StudentId student,
      @RequestParam(defaultValue = "0") long since,
      @RequestHeader(name = LAST, required = false) @Nullable Long last,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Stream<StructureId> structures =
        of(student, StudentMemberships.class).one(StudentMemberships.class).structures().stream();
    Stream<Tag> about = structures.map(one -> Tag.of(Tags.STRUCTURE, one.toString()));
    listen(
        Stream.concat(Stream.of(Tag.of(Tags.STUDENT, student.toString())), about),
        last == null ? since : last,
        request,
        response);
  }

  /** A class's page shows a line for each of its students, unless its reader sees figures only. */
  @GetMapping("/classes/live")
  @Allowed(who = Who.STAFF, over = Over.CLASS)
  void schoolClass(
      @RequestAttribute(Visibility.NAMED_CLASS) StructureId structure,
      @RequestParam(defaultValue = "0") long since,
      @RequestHeader(name = LAST, required = false) @Nullable Long last,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    LocalDate today = LocalDate.now(clock);
    Stream<Tag> students =
        visibility.aggregatesOnly()
            ? Stream.empty()
            : of(structure, RollLine.class).byEntry(RollLine.class).entrySet().stream()
                .filter(line -> line.getValue().on(today))
                .map(line -> Tag.of(Tags.STUDENT, line.getKey()));
    listen(
        Stream.concat(Stream.of(Tag.of(Tags.STRUCTURE, structure.toString())), students),
        last == null ? since : last,
        request,
        response);
  }

  private Aspects of(Object subject, Class<?> aspect) {
    return Objects.requireNonNull(
        aspects.sealed(List.of(subject), List.of(aspect)).get(subject.toString()));
  }

  /** Only who says that they listen gets an answer that does not end. */
  private void listen(
      Stream<Tag> about, long since, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    if (accept == null || !accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
      response.sendError(HttpStatus.NOT_ACCEPTABLE.value());
      return;
    }
    Set<Tag> tags = about.collect(Collectors.toUnmodifiableSet());
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Accel-Buffering", "no"); // nginx would keep it back
    if (!streams.open(request, response, tags, since)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, WAIT_SECONDS);
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    }
  }
}
