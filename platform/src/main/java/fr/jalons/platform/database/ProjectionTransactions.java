package fr.jalons.platform.database;

import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Database transactions for projections: rows and position are committed together. They do not wait
 * for the disk, because what a crash takes back is projected again from the log. Never a component
 * of Axon's configuration, where it would wrap commands as well.
 */
public final class ProjectionTransactions implements TransactionManager {
  private final PlatformTransactionManager transactions;
  private final JdbcTemplate jdbc;

  public ProjectionTransactions(PlatformTransactionManager transactions, JdbcTemplate jdbc) {
    this.transactions = transactions;
    this.jdbc = jdbc;
  }

  @Override
  public Transaction startTransaction() {
    TransactionStatus status = transactions.getTransaction(new DefaultTransactionDefinition());
    jdbc.execute("set local synchronous_commit = off");
    return new Transaction() {
      @Override
      public void commit() {
        transactions.commit(status);
      }

      @Override
      public void rollback() {
        if (!status.isCompleted()) {
          transactions.rollback(status);
        }
      }
    };
  }

  /** Spring binds the connection to the thread. */
  @Override
  public boolean requiresSameThreadInvocations() {
    return true;
  }
}
