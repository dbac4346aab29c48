package fr.jalons.platform.commands;

import fr.jalons.platform.actor.CurrentActor;
import fr.jalons.platform.eventstore.PostgresEventStorageEngine;
import fr.jalons.platform.json.EventJson;
import fr.jalons.platform.refusal.Refusal;
import fr.jalons.platform.sealing.Sealing;
import fr.jalons.platform.sealing.SubjectKeys;
import fr.jalons.platform.sealing.SubjectKind;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.MessageTypeResolver;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The way in for every command. The actor comes from the session or token, the idempotency key from
 * the request's header; both end up in the metadata of the events.
 */
@Component
public final class Commands {
  /** Attribute of a request: the key that a form was given when it was shown. */
  public static final String FORM_KEY = "fr.jalons.FormKey";

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final int LONGEST_KEY = 255;

  private final CommandBus bus;
  private final MessageTypeResolver types;
  private final PostgresEventStorageEngine log;
  private final CurrentActor actor;
  private final EventJson json;
  private final Sealing sealing;
  private final AppendedPositions positions;
  private final Validator validator;
  private final List<CommandGate> gates;

  Commands(
      CommandBus bus,
      MessageTypeResolver types,
      PostgresEventStorageEngine log,
      CurrentActor actor,
      EventJson json,
      Sealing sealing,
      AppendedPositions positions,
      Validator validator,
      ObjectProvider<CommandGate> gates) {
    this.bus = bus;
    this.types = types;
    this.log = log;
    this.actor = actor;
    this.json = json;
    this.sealing = sealing;
    this.positions = positions;
    this.validator = validator;
    this.gates = gates.orderedStream().toList();
  }

  /**
   * Sends a command on behalf of the current actor and waits until its events are committed.
   *
   * @throws ConstraintViolationException if its own constraints forbid it
   * @throws Refusal if a rule is broken
   */
  public Receipt send(Object command) {
    return send(command, UnaryOperator.identity());
  }

  /**
   * As {@link #send(Object)}, for a command that must not be traceable to its sender: what its
   * events keep of the idempotency key passes through {@code seal} first, because a key can be
   * guessed. The seal gives the same result whenever the same key is sent for the same thing.
   */
  public Receipt send(Object command, UnaryOperator<String> seal) {
    check(command);
    return send(command, actor.id(), idempotencyKey(), seal);
  }

  /**
   * Refuses what the current actor may not do, also of a request that is no command but answers as
   * one would.
   */
  public void check(Object command) {
    gates.forEach(gate -> gate.check(command));
  }

  /** Sends a command that no request asked for, on behalf of {@code actor}. */
  public Receipt sendAs(String actor, Object command) {
    return send(command, actor, Optional.empty(), UnaryOperator.identity());
  }

  /**
   * An identifier for something new: the client's if it gave one, otherwise one that is the same
   * whenever the same idempotency key is sent, otherwise a random one.
   *
   * @throws Refusal if the client's already names something of another kind, whose key it would
   *     name
   */
  public <T> T idOr(@Nullable T given, Function<UUID, T> create) {
    if (given != null) {
      String id = given.toString();
      if (log.hasAny(SubjectKind.tagsOfOthers(given.getClass()).map(tag -> Tag.of(tag, id)))) {
        throw Refusal.conflictOn("id", SubjectKeys.ID_TAKEN);
      }
      return given;
    }
    return idempotencyKey()
        .map(key -> derived(actor.id() + ':' + key, create))
        .orElseGet(() -> create.apply(UUID.randomUUID()));
  }

  private <T> T derived(String key, Function<UUID, T> create) {
    String name = "id:" + key;
    return isKeptAs(sha256(key))
        ? create.apply(UUID.nameUUIDFromBytes(utf8(name)))
        : idOf(name, create);
  }

  /** What events keep of a key: of one from before keys were kept so, what they kept then. */
  private String kept(String key, UnaryOperator<String> seal) {
    String before = seal.apply(sha256(key));
    return isKeptAs(before) ? before : seal.apply(sealing.fingerprint("request:" + key));
  }

  private boolean isKeptAs(String kept) {
    return log.hasAny(Stream.of(Tag.of(CommandMetadata.IDEMPOTENCY, kept)));
  }

  /**
   * An identifier that is the same for the same name. Only this installation can work it out, so
   * that no other request can give it to something first.
   */
  public <T> T idOf(String name, Function<UUID, T> create) {
    return create.apply(uuid(sealing.fingerprint(name)));
  }

  private Receipt send(
      Object command, String as, Optional<String> idempotencyKey, UnaryOperator<String> seal) {
    Set<ConstraintViolation<Object>> violations = validator.validate(command);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    MessageType type = types.resolveOrThrow(command.getClass());
    Map<String, String> metadata = new HashMap<>();
    metadata.put(CommandMetadata.ACTOR, as);
    if (command instanceof Confirmable given && !given.confirmed().isEmpty()) {
      metadata.put(CommandMetadata.CONFIRMED, String.join(" ", new TreeSet<>(given.confirmed())));
    }
    idempotencyKey.ifPresent(
        key -> {
          metadata.put(CommandMetadata.IDEMPOTENCY, kept(as + ':' + key, seal));
          metadata.put(
              CommandMetadata.FINGERPRINT, sealing.fingerprint(type.name() + json.write(command)));
        });
    CommandMessage message = new GenericCommandMessage(type, command, metadata);
    try {
      bus.dispatch(message, null).join();
      Receipt receipt = positions.take(message.identifier());
      return receipt == null ? new Receipt(log.head(), false) : receipt;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      positions.take(message.identifier());
    }
  }

  private static Optional<String> idempotencyKey() {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
      String key =
          request.getRequest().getAttribute(FORM_KEY) instanceof String form
              ? form
              : request.getRequest().getHeader(IDEMPOTENCY_KEY);
      if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
        throw Refusal.invalid(IDEMPOTENCY_KEY, "platform.idempotency-key-length", LONGEST_KEY);
      }
      return Optional.ofNullable(key);
    }
    return Optional.empty();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The first half of a fingerprint as a UUID of version 8 (RFC 9562): it tells nothing. */
  private static UUID uuid(String fingerprint) {
    long high = HexFormat.fromHexDigitsToLong(fingerprint, 0, 16);
    long low = HexFormat.fromHexDigitsToLong(fingerprint, 16, 32);
    return new UUID(high & ~0xF000L | 0x8000L, low & ~(3L << 62) | 1L << 63);
  }
}
