package fr.jalons.school.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of people whose file is read as another's: put aside, and put back as they were. */
final class JoinedRows {
  private static final List<String> OF_STUDENT =
      List.of(
          """
          insert into identity.joined (id, kept, kind, school, person, links, before)
          select s.id, :kept, 'student', s.school, to_jsonb(s),
            coalesce((select jsonb_agg(to_jsonb(l)) from identity.guardianship l where l.student = s.id), '[]'),
            jsonb_build_object(
              'number', (select k.external_id from identity.student k where k.id = :kept),
              'ine', (select k.ine from identity.student k where k.id = :kept),
              'links', coalesce((
                select jsonb_agg(to_jsonb(l)) from identity.guardianship l where l.student = :kept), '[]'))
          from identity.student s where s.id = :joined
          on conflict (id) do nothing
          """,
          """
          insert into identity.guardianship (guardian, student, rank)
          select guardian, :kept, rank from identity.guardianship where student = :joined
          on conflict (guardian, student) do nothing
          """,
          "delete from identity.guardianship where student = :joined",
          "delete from identity.student where id = :joined",
          """
          update identity.student k
          set external_id = coalesce(k.external_id, j.person ->> 'external_id'),
            ine = coalesce(k.ine, j.person ->> 'ine')
          from identity.joined j where j.id = :joined and k.id = :kept
          """);

  private static final List<String> OF_GUARDIAN =
      List.of(
          """
          insert into identity.joined (id, kept, kind, school, person, links, before)
          select g.id, :kept, 'guardian', g.school, to_jsonb(g),
            coalesce((select jsonb_agg(to_jsonb(l)) from identity.guardianship l where l.guardian = g.id), '[]'),
            jsonb_build_object(
              'number', (select k.external_id from identity.guardian k where k.id = :kept),
              'links', coalesce((
                select jsonb_agg(to_jsonb(l)) from identity.guardianship l where l.guardian = :kept), '[]'))
          from identity.guardian g where g.id = :joined
          on conflict (id) do nothing
          """,
          """
          insert into identity.guardianship (guardian, student, rank)
          select :kept, student, rank from identity.guardianship where guardian = :joined
          on conflict (guardian, student) do nothing
          """,
          "delete from identity.guardianship where guardian = :joined",
          "delete from identity.guardian where id = :joined",
          """
          update identity.guardian k
          set external_id = coalesce(k.external_id, j.person ->> 'external_id')
          from identity.joined j where j.id = :joined and k.id = :kept
          """);

  /** A number that the files have given to the kept one meanwhile goes back to whose it was. */
  private static final List<String> STUDENT_BACK =
      List.of(
          """
          update identity.student k
          set ine = case when k.ine = j.person ->> 'ine' then j.before ->> 'ine' else k.ine end,
            external_id = case when k.external_id = j.person ->> 'external_id'
              then j.before ->> 'number' else k.external_id end
          from identity.joined j where j.id = :joined and k.id = :kept
          """,
          """
          delete from identity.guardianship l using identity.joined j
          where j.id = :joined and l.student = :kept
            and l.guardian in (
              select guardian from jsonb_to_recordset(j.links) as was(guardian uuid))
            and l.guardian not in (
              select guardian from jsonb_to_recordset(j.before -> 'links') as own(guardian uuid))
          """,
          """
          insert into identity.student
          select p.* from identity.joined j
          cross join lateral jsonb_populate_record(null::identity.student, j.person
            || jsonb_build_object(
              'external_id', case when exists (
                  select from identity.student o
                  where o.school = j.school and o.external_id = j.person ->> 'external_id')
                then null else j.person -> 'external_id' end,
              'ine', case when exists (
                  select from identity.student o where o.school = j.school and o.ine = j.person ->> 'ine')
                then null else j.person -> 'ine' end)) p
          where j.id = :joined
          on conflict (id) do nothing
          """);

  private static final List<String> GUARDIAN_BACK =
      List.of(
          """
          update identity.guardian k
          set external_id = case when k.external_id = j.person ->> 'external_id'
            then j.before ->> 'number' else k.external_id end
          from identity.joined j where j.id = :joined and k.id = :kept
          """,
          """
          delete from identity.guardianship l using identity.joined j
          where j.id = :joined and l.guardian = :kept
            and l.student in (
              select student from jsonb_to_recordset(j.links) as was(student uuid))
            and l.student not in (
              select student from jsonb_to_recordset(j.before -> 'links') as own(student uuid))
          """,
          """
          insert into identity.guardian
          select p.* from identity.joined j
          cross join lateral jsonb_populate_record(null::identity.guardian, j.person
            || jsonb_build_object(
              'external_id', case when exists (
                  select from identity.guardian o
                  where o.school = j.school and o.external_id = j.person ->> 'external_id')
                then null else j.person -> 'external_id' end)) p
          where j.id = :joined
          on conflict (id) do nothing
          """);

  /** Those whose other end still stands, under the identifier by which it is read now. */
  private static final List<String> LINKS_BACK =
      List.of(
          """
          insert into identity.guardianship (guardian, student, rank)
          select g.id, s.id, was.rank
          from identity.joined j
          cross join jsonb_to_recordset(j.links) as was(guardian uuid, student uuid, rank integer)
          join identity.guardian g on g.id = coalesce(
            (select o.kept from identity.joined o where o.id = was.guardian and o.id <> j.id), was.guardian)
          join identity.student s on s.id = coalesce(
            (select o.kept from identity.joined o where o.id = was.student and o.id <> j.id), was.student)
          where j.id = :joined
          on conflict (guardian, student) do nothing
          """,
          "delete from identity.joined where id = :joined");

  private final JdbcClient jdbc;

  JoinedRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void joinStudents(UUID kept, UUID joined) {
    run(OF_STUDENT, kept, joined);
  }

  void joinGuardians(UUID kept, UUID joined) {
    run(OF_GUARDIAN, kept, joined);
  }

  void separateStudents(UUID kept, UUID joined) {
    run(STUDENT_BACK, kept, joined);
    run(LINKS_BACK, kept, joined);
  }

  void separateGuardians(UUID kept, UUID joined) {
    run(GUARDIAN_BACK, kept, joined);
    run(LINKS_BACK, kept, joined);
  }

  /** The read models are to be folded anew, as the log says from this position on. */
  void refold(long position) {
    jdbc.sql("insert into identity.refolding (position) values (?) on conflict do nothing")
        .param(position)
        .update();
  }

  private void run(List<String> statements, UUID kept, UUID joined) {
    statements.forEach(sql -> jdbc.sql(sql).param("kept", kept).param("joined", joined).update());
  }
}
