package fr.jalons.school.identity;

import fr.jalons.events.ImportId;
import fr.jalons.events.SchoolEvent.ConflictResolved;
import fr.jalons.events.SchoolEvent.GuardianUnlinked;
import fr.jalons.events.SchoolEvent.GuardiansJoined;
import fr.jalons.events.SchoolEvent.GuardiansSeparated;
import fr.jalons.events.SchoolEvent.RosterImported;
import fr.jalons.events.SchoolEvent.StudentsJoined;
import fr.jalons.events.SchoolEvent.StudentsSeparated;
import fr.jalons.platform.slices.Projection;
import fr.jalons.platform.slices.Recorded;
import java.util.List;
import org.axonframework.messaging.eventhandling.annotation.EventHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the people of an import live, in the transaction that notes that the event was seen: after
 * a crash both are done again, or neither. Replaying the log changes nobody, as the names are not
 * in it.
 */
@Projection(name = Identities.NAME)
public class Identities {
  public static final String NAME = "planning.identities";

  private static final List<String> STEPS =
      List.of(
          """
          insert into identity.school (uai, name, import_id)
          select school, people ->> 'schoolName', import_id from identity.staged where import_id = :id
          on conflict (uai) do update
          set name = coalesce(excluded.name, school.name), import_id = excluded.import_id
          """,
          """
          update identity.student t set external_id = null
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'students') as p(
            id uuid, "externalId" text)
          where s.import_id = :id and t.school = s.school
            and t.external_id = p."externalId" and t.id <> p.id
          """,
          """
          update identity.student t set ine = null
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'students') as p(
            id uuid, ine text)
          where s.import_id = :id and t.school = s.school and t.ine = p.ine and t.id <> p.id
          """,
          """
          insert into identity.student (id, school, external_id, ine, family_name, usage_name,
            first_name, email, birth_date, entered_on, mef, search)
          select p.id, s.school, p."externalId", p.ine, p."familyName", p."usageName",
            p."firstName", p.email, p."birthDate", p."enteredOn", p.mef, p.search
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'students') as p(
            id uuid, "externalId" text, ine text, "familyName" text, "usageName" text,
            "firstName" text, email text, "birthDate" date, "enteredOn" date, mef text, search text)
          where s.import_id = :id
          on conflict (id) do update
          set external_id = excluded.external_id, ine = excluded.ine,
            family_name = excluded.family_name, usage_name = excluded.usage_name,
            first_name = excluded.first_name, email = excluded.email,
            birth_date = excluded.birth_date,
            entered_on = excluded.entered_on, mef = excluded.mef, search = excluded.search
          """,
          """
          update identity.guardian g set external_id = null
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'guardians') as p(
            id uuid, "externalId" text)
          where s.import_id = :id and g.school = s.school
            and g.external_id = p."externalId" and g.id <> p.id
          """,
          """
          insert into identity.guardian (id, school, external_id, family_name, usage_name, first_name,
            email)
          select p.id, s.school, p."externalId", p."familyName", p."usageName", p."firstName",
            p.email
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'guardians') as p(
            id uuid, "externalId" text, "familyName" text, "usageName" text, "firstName" text,
            email text)
          where s.import_id = :id
          on conflict (id) do update
          set external_id = excluded.external_id, family_name = excluded.family_name,
            usage_name = excluded.usage_name, first_name = excluded.first_name,
            email = excluded.email
          """,
          """
          insert into identity.guardianship (guardian, student, rank)
          select p.guardian, p.student, p.rank
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'guardianships') as p(
            guardian uuid, student uuid, rank integer)
          where s.import_id = :id
          on conflict (guardian, student) do update set rank = excluded.rank
          """,
          """
          update identity.teacher t set listed = false
          from identity.staged s
          where s.import_id = :id and t.school = s.school and s.people -> 'teachers' is not null
          """,
          """
          update identity.teacher t set external_id = null
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'teachers') as p(
            id uuid, "externalId" text, register text)
          where s.import_id = :id and t.school = s.school
            and t.external_id = p."externalId" and t.register = p.register and t.id <> p.id
          """,
          """
          insert into identity.teacher (id, school, external_id, register, family_name, usage_name,
            first_name, email, disciplines, listed)
          select p.id, s.school, p."externalId", p.register, p."familyName", p."usageName",
            p."firstName", p.email, p.disciplines, p.listed
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'teachers') as p(
            id uuid, "externalId" text, register text, "familyName" text, "usageName" text,
            "firstName" text, email text, disciplines text[], listed boolean)
          where s.import_id = :id
          on conflict (id) do update
          set external_id = excluded.external_id, register = excluded.register,
            family_name = excluded.family_name, usage_name = excluded.usage_name, first_name = excluded.first_name,
            email = excluded.email, disciplines = excluded.disciplines, listed = excluded.listed
          """,
          """
          delete from identity.conflict c using identity.staged s
          where s.import_id = :id and c.school = s.school and not c.resolved
            and s.people -> 'conflicts' is not null
            and not exists (
              select from jsonb_to_recordset(s.people -> 'conflicts') as p(id uuid)
              where p.id = c.id)
          """,
          """
          insert into identity.conflict (id, school, lines, students)
          select p.id, s.school, p.lines, p.students
          from identity.staged s cross join jsonb_to_recordset(s.people -> 'conflicts') as p(
            id uuid, lines jsonb, students uuid[])
          where s.import_id = :id
          on conflict (id) do update set lines = excluded.lines, students = excluded.students
          """,
          "delete from identity.staged where import_id = :id");

  /** Of a conflict: whose numbers they are not, and whose they are. */
  private static final List<String> RESOLUTION =
      List.of(
          """
          with told as (
            select c.school, l."eleveId" as number, l.ine, (c.resolution ->> l."eleveId")::uuid as whose
            from identity.conflict c cross join jsonb_to_recordset(c.lines) as l("eleveId" text, ine text)
            where c.id = :id and c.resolution is not null)
          update identity.student s
          set external_id = case when s.external_id = any (
                select number from told where whose is distinct from s.id) then null else s.external_id end,
            ine = case when s.ine = any (
                select ine from told where whose is distinct from s.id) then null else s.ine end
          where s.school = (select school from told limit 1)
            and (s.external_id in (select number from told) or s.ine in (select ine from told))
          """,
          """
          update identity.student s set external_id = l."eleveId", ine = coalesce(l.ine, s.ine)
          from identity.conflict c cross join jsonb_to_recordset(c.lines) as l("eleveId" text, ine text)
          where c.id = :id and (c.resolution ->> l."eleveId")::uuid = s.id
          """,
          """
          update identity.conflict set resolved = true, lines = '[]', resolution = null
          where id = :id
          """);

  private final JdbcClient jdbc;
  private final JoinedRows rows;

  Identities(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.rows = new JoinedRows(jdbc);
  }

  @EventHandler
  void on(StudentsJoined event, Recorded recorded) {
    rows.joinStudents(event.keptFile(), event.joinedFile());
    rows.refold(recorded.position());
  }

  @EventHandler
  void on(StudentsSeparated event, Recorded recorded) {
    rows.separateStudents(event.keptFile(), event.joinedFile());
    rows.refold(recorded.position());
  }

  @EventHandler
  void on(GuardiansJoined event, Recorded recorded) {
    rows.joinGuardians(event.keptFile(), event.joinedFile());
    rows.refold(recorded.position());
  }

  @EventHandler
  void on(GuardiansSeparated event, Recorded recorded) {
    rows.separateGuardians(event.keptFile(), event.joinedFile());
    rows.refold(recorded.position());
  }

  @EventHandler
  void on(RosterImported event) {
    ImportId id = event.importId();
    STEPS.forEach(step -> jdbc.sql(step).param("id", id.value()).update());
  }

  @EventHandler
  void on(ConflictResolved event) {
    RESOLUTION.forEach(step -> jdbc.sql(step).param("id", event.conflict()).update());
  }

  @EventHandler
  void on(GuardianUnlinked event) {
    jdbc.sql("delete from identity.guardianship where guardian = ? and student = ?")
        .param(event.guardian().value())
        .param(event.student().value())
        .update();
  }
}
