package fr.jalons.platform.web;

import fr.jalons.platform.eventstore.EventLogFailure;
import fr.jalons.platform.eventstore.EventLogOverloaded;
import fr.jalons.platform.refusal.Fault;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.refusal.Untold;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/**
 * Every error of the API as RFC 9457 problem+json in the user's language. {@code errors} lists what
 * is wrong, each with the field (and the file and line) it stands in; nothing of the program's
 * inside is shown.
 */
@RestControllerAdvice(annotations = RestController.class)
public class Problems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_SECONDS = "1";

  /** Key of what a program is told that accepts none of the formats on offer. */
  public static final String NOT_ACCEPTABLE_DETAIL = "platform.not-acceptable.detail";

  private final Messages messages;

  Problems(Messages messages) {
    this.messages = messages;
  }

  /** One entry of {@code errors}. */
  public record Entry(
      @Nullable String file,
      @Nullable Integer line,
      @Nullable String field,
      String message,
      @Nullable String code) {}

  /** A refusal of ours, each fault with its field. */
  @ExceptionHandler
  public ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
    ResponseEntity<Object> answer =
        problem(
            HttpStatusCode.valueOf(refusal.kind().status()),
            messages.of(title(refusal)),
            entries(refusal),
            new HttpHeaders());
    if (answer.getBody() instanceof ProblemDetail problem) {
      if (!refusal.confirm().isEmpty()) {
        problem.setProperty("confirm", refusal.confirm());
      }
      refusal.details().forEach(problem::setProperty);
    }
    return answer;
  }

  @ExceptionHandler
  ResponseEntity<Object> invalid(ConstraintViolationException invalid) {
    return problem(
        HttpStatus.BAD_REQUEST,
        messages.of("platform.invalid"),
        entries(invalid),
        new HttpHeaders());
  }

  /** As what is wrong, but with the path from the outermost body on. */
  @ExceptionHandler
  ResponseEntity<Object> inside(Inside inside) {
    Throwable wrong = inside.getCause();
    HttpStatusCode status =
        HttpStatusCode.valueOf(wrong instanceof Refusal refusal ? refusal.kind().status() : 400);
    return problem(
        status,
        messages.of(wrong instanceof Refusal refusal ? title(refusal) : "platform.invalid"),
        entries(inside.getCause()).stream().map(inside::named).toList(),
        new HttpHeaders());
  }

  private static String title(Refusal refusal) {
    return "platform." + refusal.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @ExceptionHandler({
    AppendEventsTransactionRejectedException.class,
    EventLogOverloaded.class,
    EventLogFailure.class,
    ReadModelBehind.class,
    TransientDataAccessException.class,
    DataAccessResourceFailureException.class,
    CannotCreateTransactionException.class,
    TransactionSystemException.class
  })
  ResponseEntity<Object> unavailable(Exception failure) {
    LOG.warn("Answering 503: {}", Untold.of(failure).inShort());
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    String key = failure instanceof ReadModelBehind ? "platform.behind" : "platform.unavailable";
    return problem(HttpStatus.SERVICE_UNAVAILABLE, messages.of(key), List.of(), headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> failed(Exception failure) {
    LOG.error("Answering 500", Untold.of(failure));
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        messages.of("platform.failed"),
        List.of(),
        new HttpHeaders());
  }

  /** An identifier in the address that cannot be one names nothing that exists. */
  @ExceptionHandler
  ResponseEntity<Object> unreadableParameter(MethodArgumentTypeMismatchException mismatch) {
    boolean inPath =
        mismatch
            .getParameter()
            .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
    HttpStatus status = inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST;
    String title = messages.of(inPath ? "platform.not-found" : "platform.invalid");
    return problem(
        status,
        title,
        List.of(entry(Fault.of(mismatch.getName(), "platform.unreadable-field"))),
        new HttpHeaders());
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Entry> entries =
        invalid.getBindingResult().getAllErrors().stream()
            .map(
                error ->
                    new Entry(
                        null,
                        null,
                        error instanceof FieldError field
                            ? JsonPropertyPaths.of(invalid.getTarget(), field.getField())
                            : null,
                        String.valueOf(error.getDefaultMessage()),
                        error.getCode()))
            .toList();
    return problem(status, messages.of("platform.invalid"), entries, headers);
  }

  @Override
  protected ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Entry> entries =
        invalid.getParameterValidationResults().stream()
            .flatMap(
                result ->
                    result.getResolvableErrors().stream()
                        .map(
                            error ->
                                new Entry(
                                    null,
                                    null,
                                    error instanceof FieldError field
                                        ? JsonPropertyPaths.of(
                                            result.getArgument(), field.getField())
                                        : result.getMethodParameter().getParameterName(),
                                    String.valueOf(error.getDefaultMessage()),
                                    null)))
            .toList();
    return problem(HttpStatus.BAD_REQUEST, messages.of("platform.invalid"), entries, headers);
  }

  @Override
  protected ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Entry> entries =
        unreadable.getCause() instanceof JacksonException json
            ? entries(json)
            : List.of(entry(Fault.of(null, "platform.unreadable")));
    return problem(HttpStatus.BAD_REQUEST, messages.of("platform.unreadable"), entries, headers);
  }

  private static @Nullable String path(JacksonException unreadable) {
    String path =
        unreadable.getPath().stream()
            .map(
                (JacksonException.Reference step) ->
                    step.getPropertyName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
            .collect(Collectors.joining());
    return path.isEmpty() ? null : path.replaceFirst("^\\.", "");
  }

  /** Everything else that Spring refuses by itself: the status speaks, in the user's words. */
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception exception,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String key =
        switch (status.value()) {
          case 404 -> "platform.not-found";
          case 405 -> "platform.method-not-allowed";
          case 413 -> "platform.too-large";
          case 406 -> "platform.not-acceptable";
          case 415 -> "platform.unsupported-media-type";
          case 503 -> "platform.unavailable";
          default -> status.is5xxServerError() ? "platform.failed" : "platform.invalid";
        };
    if (status.is5xxServerError()) {
      LOG.error("Answering {}", status.value(), Untold.of(exception));
    }
    ResponseEntity<Object> answer = problem(status, messages.of(key), List.of(), headers);
    if (status.value() == HttpStatus.NOT_ACCEPTABLE.value()
        && answer.getBody() instanceof ProblemDetail problem) {
      problem.setDetail(messages.of(NOT_ACCEPTABLE_DETAIL));
    }
    return answer;
  }

  /** What a refusal says, field by field. */
  public List<Entry> entries(Refusal refusal) {
    return refusal.faults().stream().map(this::entry).toList();
  }

  /** What a refusal, violations of constraints, or something unreadable say. */
  public List<Entry> entries(@Nullable Throwable wrong) {
    return switch (wrong) {
      case Refusal refusal -> entries(refusal);
      case ConstraintViolationException invalid -> entries(invalid);
      case JacksonException unreadable -> entries(unreadable);
      case null, default -> List.of();
    };
  }

  /** What the constraints of a command say, field by field. */
  public List<Entry> entries(ConstraintViolationException invalid) {
    return Violations.entries(invalid);
  }

  /** Which field could not be read, and why. */
  public List<Entry> entries(JacksonException unreadable) {
    String field = path(unreadable);
    String key =
        unreadable instanceof TextConstraints.UnstorableText text
            ? text.fault()
            : field == null ? "platform.unreadable" : "platform.unreadable-field";
    return List.of(entry(Fault.of(field, key)));
  }

  private Entry entry(Fault fault) {
    return new Entry(fault.file(), fault.line(), fault.field(), messages.of(fault), fault.key());
  }

  private static ResponseEntity<Object> problem(
      HttpStatusCode status, String title, List<Entry> entries, HttpHeaders headers) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setTitle(title);
    if (!entries.isEmpty()) {
      problem.setDetail(entries.getFirst().message());
    }
    problem.setProperty("errors", entries);
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
