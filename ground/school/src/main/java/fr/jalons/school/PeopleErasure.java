package fr.jalons.school;

import fr.jalons.events.SchoolId;
import fr.jalons.events.StudentId;
import fr.jalons.school.identity.Suppression;
import fr.jalons.school.importroster.RosterImports;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Forgets who a student was, and the guardians who have no other child. Every step can be repeated:
 * what a crash interrupts is done again.
 */
@Component
public class PeopleErasure {
  /** Where the rows are deleted: all its tables are rewritten afterwards. */
  public static final String SCHEMA = "identity";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Suppression suppression;
  private final RosterImports imports;

  PeopleErasure(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Suppression suppression,
      RosterImports imports) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.suppression = suppression;
    this.imports = imports;
  }

  /**
   * Deletes the rows, while no import is under way.
   *
   * @param guardians all who were ever responsible for the student
   * @param returns as in {@link Suppression#add}
   */
  public void forget(
      StudentId student, SchoolId school, Collection<UUID> guardians, boolean returns) {
    imports.between(
        school,
        () -> {
          transaction.executeWithoutResult(
              status -> {
                suppress(student, school, returns);
                delete(student, guardians);
              });
          return true;
        });
  }

  private void suppress(StudentId student, SchoolId school, boolean returns) {
    jdbc.sql("select external_id, ine from identity.student where id = ?")
        .param(student.value())
        .query(
            row -> {
              suppression.add(school, row.getString(1), row.getString(2), returns);
            });
    jdbc.sql(
            """
            select person ->> 'external_id', person ->> 'ine' from identity.joined where kept = :kept
            union all
            select before ->> 'number', before ->> 'ine' from identity.joined where kept = :kept
            """)
        .param("kept", student.value())
        .query(
            row -> {
              suppression.add(school, row.getString(1), row.getString(2), returns);
            });
  }

  private void delete(StudentId student, Collection<UUID> guardians) {
    UUID id = student.value();
    jdbc.sql(
            """
            insert into identity.erased (student)
            select :id union select id from identity.joined where kept = :id and kind = 'student'
            on conflict do nothing
            """)
        .param("id", id)
        .update();
    jdbc.sql("delete from identity.joined where kept = ?").param(id).update();
    jdbc.sql("delete from identity.guardianship where student = ?").param(id).update();
    jdbc.sql(
            """
            delete from identity.guardian g
            where g.id = any (?)
              and not exists (select from identity.guardianship l where l.guardian = g.id)
            """)
        .param(guardians.toArray(UUID[]::new))
        .update();
    jdbc.sql(
            """
            delete from identity.joined j
            where j.kind = 'guardian' and not exists (select from identity.guardian g where g.id = j.kept)
            """)
        .update();
    jdbc.sql("delete from identity.conflict where ? = any (students)").param(id).update();
    jdbc.sql("delete from identity.student where id = ?").param(id).update();
  }

  /** Those of these people without any row left. */
  public Set<UUID> unknown(Collection<UUID> guardians) {
    Set<UUID> gone = new HashSet<>(guardians);
    jdbc.sql("select id from identity.guardian where id = any (?)")
        .param(guardians.toArray(UUID[]::new))
        .query(UUID.class)
        .list()
        .forEach(gone::remove);
    return gone;
  }
}
