package fr.jalons.access;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/** Tells the database who asks, for as long as a connection is borrowed for a person's request. */
@Component
class ScopedConnections implements BeanPostProcessor {
  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof DataSource dataSource && name.equals("dataSource")
        ? new Scoped(dataSource)
        : bean;
  }

  /** The pool, whose connections carry the scope of the thread that borrows them. */
  static final class Scoped extends DelegatingDataSource {
    private static final String ENTER =
        """
        select set_config('jalons.reach', ?, false), set_config('jalons.school', ?, false),
          set_config('jalons.students', ?, false), set_config('jalons.structures', ?, false),
          set_config('jalons.day', ?, false),
          case when (select rolsuper from pg_roles where rolname = current_user)
            then set_config('role', 'jalons_person', false) end
        """;

    private static final String LEAVE =
        "select set_config('role', 'none', false), set_config('jalons.reach', '', false)";

    Scoped(DataSource pool) {
      super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      RowScope scope = RowScope.current();
      if (scope == null || scope == RowScope.AGGREGATE) {
        return connection;
      }
      try {
        enter(connection, scope);
      } catch (SQLException e) {
        connection.abort(Runnable::run); // it must not be borrowed with another's scope
        throw e;
      }
      return leavingOnClose(connection);
    }

    private static void enter(Connection connection, RowScope scope) throws SQLException {
      try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
        statement.setString(1, scope.reach());
        statement.setString(2, scope.school());
        statement.setString(3, scope.students());
        statement.setString(4, scope.structures());
        statement.setString(5, scope.day());
        try (ResultSet row = statement.executeQuery()) {
          row.next();
        }
      }
    }

    private static Connection leavingOnClose(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              Scoped.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close") && !connection.isClosed()) {
                  leave(connection);
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    /** Outside of any transaction: rolling one back would put the person's settings back. */
    private static void leave(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
        statement.execute(LEAVE);
      } catch (SQLException e) {
        connection.abort(Runnable::run);
        throw e;
      }
    }
  }
}
