package fr.jalons.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.conversion.json.JacksonConverter;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateEventEntry;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.jdbc.VarbinaryJdbcType;
import org.jspecify.annotations.Nullable;

/**
 * A peer: Axon's own engine over JPA. It knows one tag for each event, and its condition is the
 * unique index on that tag's sequence numbers.
 */
final class JpaEngine implements AutoCloseable {
  private final EntityManagerFactory factory;
  private final AggregateBasedJpaEventStorageEngine engine;

  /** Creates its table in an empty database and fills it with so many events. */
  JpaEngine(HikariDataSource pool, long events) throws SQLException {
    this.factory =
        new HibernatePersistenceConfiguration("peer")
            .managedClass(AggregateEventEntry.class)
            .property("jakarta.persistence.nonJtaDataSource", pool)
            .property("jakarta.persistence.schema-generation.database.action", "create")
            .property("hibernate.dialect", ByteaDialect.class.getName())
            .property("hibernate.globally_quoted_identifiers", "true")
            .createEntityManagerFactory();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into "AggregateEventEntry" ("globalIndex", "aggregateType", "aggregateIdentifier",
            "aggregateSequenceNumber", type, version, timestamp, payload, metadata, identifier)
          select nextval('"aggregate-event-global-index-sequence"'), 'need', gen_random_uuid(), 0,
            '%s', '1', '2026-09-01T06:00:00.000Z', convert_to('%s', 'UTF8'), convert_to('%s', 'UTF8'),
            gen_random_uuid()
          from generate_series(1, %d)
          """
              .formatted(
                  Sample.TYPE,
                  Sample.payload(new UUID(0, 0), new UUID(0, 0)),
                  Sample.metadata(new UUID(0, 0)),
                  events));
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
    Transactions transactions = new Transactions();
    this.engine =
        new AggregateBasedJpaEventStorageEngine(
            transactions::current,
            transactions,
            new DelegatingEventConverter(new JacksonConverter()),
            settings -> settings);
  }

  /** Appends the first event of a need, which no other transaction may have recorded. */
  void append() {
    Random random = ThreadLocalRandom.current();
    UUID need = Sample.uuid(random);
    UUID student = Sample.student(random.nextInt(Sample.STUDENTS));
    UUID command = Sample.uuid(random);
    EventMessage event = Sample.event(need, student, command);
    Tag tag = Tag.of("need", need.toString());
    engine
        .appendEvents(
            AppendCondition.withCriteria(EventCriteria.havingTags(tag)),
            null,
            List.of(new GenericTaggedEventMessage<>(event, Set.of(tag))))
        .join()
        .commit(null)
        .join();
  }

  @Override
  public void close() {
    factory.close();
  }

  /** Keeps what JPA calls a large object where PostgreSQL keeps bytes: in the row. */
  public static final class ByteaDialect extends PostgreSQLDialect {
    @Override
    protected String columnType(int sqlTypeCode) {
      return sqlTypeCode == SqlTypes.BLOB ? "bytea" : super.columnType(sqlTypeCode);
    }

    @Override
    protected String castType(int sqlTypeCode) {
      return sqlTypeCode == SqlTypes.BLOB ? "bytea" : super.castType(sqlTypeCode);
    }

    @Override
    public void contributeTypes(TypeContributions contributions, ServiceRegistry services) {
      super.contributeTypes(contributions, services);
      contributions
          .getTypeConfiguration()
          .getJdbcTypeRegistry()
          .addDescriptor(SqlTypes.BLOB, VarbinaryJdbcType.INSTANCE);
    }
  }

  /** An entity manager for each thread's transaction, as a container would share it. */
  private final class Transactions implements TransactionManager {
    private final ThreadLocal<@Nullable EntityManager> current = new ThreadLocal<>();

    /** The engine closes it before the commit; that is the container's to do. */
    EntityManager current() {
      EntityManager manager = Objects.requireNonNull(current.get());
      return (EntityManager)
          Proxy.newProxyInstance(
              EntityManager.class.getClassLoader(),
              new Class<?>[] {EntityManager.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  return null;
                }
                try {
                  return method.invoke(manager, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getTargetException();
                }
              });
    }

    @Override
    public Transaction startTransaction() {
      EntityManager manager = factory.createEntityManager();
      EntityTransaction transaction = manager.getTransaction();
      transaction.begin();
      current.set(manager);
      return new Transaction() {
        @Override
        public void commit() {
          transaction.commit();
          end();
        }

        @Override
        public void rollback() {
          if (transaction.isActive()) {
            transaction.rollback();
          }
          end();
        }

        private void end() {
          current.remove();
          manager.close();
        }
      };
    }
  }
}
