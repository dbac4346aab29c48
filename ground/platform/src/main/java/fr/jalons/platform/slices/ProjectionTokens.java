package fr.jalons.platform.slices;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.conversion.Converter;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.processing.streaming.segmenting.Segment;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.UnableToClaimTokenException;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStore;
import org.axonframework.messaging.eventhandling.processing.streaming.token.store.jdbc.JdbcTokenStoreConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far projections have come, stored with their rows in transactions that do not wait for the
 * disk. A crash of the database may take the last of them back, rows and position together, while a
 * processor remembers the later position. So each storing and each extension of a claim, once a
 * second, compares the two; where the stored one lies behind, the claim counts as lost, and the
 * processor goes on from what is stored (ADR 0049).
 */
final class ProjectionTokens extends JdbcTokenStore {
  private static final String STORED =
      """
      select set_config('synchronous_commit', 'off', true),
        (convert_from(token, 'UTF8')::json ->> 'globalIndex')::bigint as position
      from eventlog.token where processor = ? and segment = ?
      """;

  /** The last position that this program has read or seen committed. */
  private final Map<Place, Long> known = new ConcurrentHashMap<>();

  private final JdbcClient jdbc;

  ProjectionTokens(
      ConnectionProvider connections,
      Converter converter,
      JdbcTokenStoreConfiguration configuration,
      JdbcClient jdbc) {
    super(connections, converter, configuration);
    this.jdbc = jdbc;
  }

  private record Place(String processor, int segment) {}

  @Override
  public CompletableFuture<TrackingToken> fetchToken(
      String processor, int segment, @Nullable ProcessingContext context) {
    return super.fetchToken(processor, segment, context)
        .thenApply(token -> claimed(new Place(processor, segment), token));
  }

  @Override
  public CompletableFuture<TrackingToken> fetchToken(
      String processor, Segment segment, @Nullable ProcessingContext context) {
    return super.fetchToken(processor, segment, context)
        .thenApply(token -> claimed(new Place(processor, segment.getSegmentId()), token));
  }

  private TrackingToken claimed(Place place, TrackingToken token) {
    known.put(place, position(token));
    return token;
  }

  @Override
  public CompletableFuture<Void> extendClaim(
      String processor, int segment, @Nullable ProcessingContext context) {
    Place place = new Place(processor, segment);
    long before = known.getOrDefault(place, 0L); // read first: it may grow meanwhile
    return super.fetchToken(processor, segment, context)
        .thenAccept(token -> requireNotTakenBack(place, before, position(token)));
  }

  @Override
  public CompletableFuture<Void> storeToken(
      @Nullable TrackingToken token,
      String processor,
      int segment,
      @Nullable ProcessingContext context) {
    Place place = new Place(processor, segment);
    long stored =
        jdbc.sql(STORED)
            .params(processor, segment)
            .query((row, number) -> row.getLong("position"))
            .optional()
            .orElse(0L);
    requireNotTakenBack(place, known.getOrDefault(place, 0L), stored);
    if (context != null) {
      context.runOnAfterCommit(committed -> known.put(place, position(token)));
    }
    return super.storeToken(token, processor, segment, context);
  }

  private static void requireNotTakenBack(Place place, long known, long stored) {
    if (stored < known) {
      throw new UnableToClaimTokenException(
          "%s is stored at position %d, behind %d: the database has lost its last transactions"
              .formatted(place.processor, stored, known));
    }
  }

  private static long position(@Nullable TrackingToken token) {
    return token == null ? 0 : token.position().orElse(0);
  }
}
