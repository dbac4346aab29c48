-- The second lock: even where a rule of the program was forgotten, a person's request sees the rows
-- within that person's reach and no others. This schema is migrated after all others.
--
-- Settings of the connection say who asks (see RowScope). Without them the program itself asks, as
-- projections and commands do, and sees everything:
--   jalons.reach       '' the program · 'school' all students of the school · 'some' those named
--   jalons.school      UAI, '' for all schools
--   jalons.students    uuid[]: files that are the person's own, or a child's
--   jalons.structures  text[]: classes and groups the person works with
--   jalons.day         today, by the school's clocks

create function setting(name text) returns text language sql stable as $$
  select coalesce(current_setting('jalons.' || name, true), '')
$$;

create function by_program() returns boolean language sql stable as $$
  select visibility.setting('reach') = ''
$$;

create function of_school(school text) returns boolean language sql stable as $$
  select visibility.setting('school') in ('', school)
$$;

-- Students within reach, once for a statement.
create function students() returns setof uuid language sql stable as $$
  select unnest(nullif(visibility.setting('students'), '')::uuid[])
  union
  select m.student
  from planning.membership_on(nullif(visibility.setting('day'), '')::date) m
  where m.structure = any (nullif(visibility.setting('structures'), '')::text[])
$$;

-- Erased students: their facts are nobody's, and count in the figures of those who see a whole school.
create function nobodies() returns setof uuid language sql stable as $$
  select student from identity.erased where visibility.setting('reach') = 'school'
$$;

create policy reach on identity.student using (
  (select visibility.by_program())
  or (visibility.of_school(school)
    and ((select visibility.setting('reach')) = 'school' or id in (select visibility.students()))));

-- What follows a student: the policy above says which.
create policy reach on identity.guardianship using (
  (select visibility.by_program()) or student in (select id from identity.student));
create policy reach on identity.guardian using (
  (select visibility.by_program()) or id in (select guardian from identity.guardianship));
create policy reach on followup.student using (
  (select visibility.by_program())
  or student in (select id from identity.student)
  or student in (select visibility.nobodies()));
create policy reach on delivery.attendance using (
  (select visibility.by_program())
  or student in (select id from identity.student)
  or student in (select visibility.nobodies()));

-- What belongs to a school, or to a class or group of it.
create policy reach on identity.teacher using (
  (select visibility.by_program()) or visibility.of_school(school));
create policy reach on privacy.request using (
  (select visibility.by_program()) or visibility.of_school(school));
create policy reach on privacy.leaver using (
  (select visibility.by_program()) or visibility.of_school(school));
create policy reach on evaluation.survey using (
  (select visibility.by_program()) or visibility.of_school(school));
create policy reach on planning.structure using (
  (select visibility.by_program())
  or (visibility.of_school(school)
    and ((select visibility.setting('reach')) = 'school'
      or id = any (nullif((select visibility.setting('structures')), '')::text[]))));
create policy reach on delivery.session using (
  (select visibility.by_program())
  or (visibility.of_school(school)
    and ((select visibility.setting('reach')) = 'school'
      or school || case kind when 'CLASS' then ':D:' else ':G:' end || code
        = any (nullif((select visibility.setting('structures')), '')::text[]))));

do $$
declare
  locked text;
begin
  foreach locked in array array[
    'identity.student', 'identity.guardian', 'identity.guardianship', 'identity.teacher',
    'planning.structure', 'followup.student', 'delivery.session', 'delivery.attendance',
    'evaluation.survey', 'privacy.request', 'privacy.leaver']
  loop
    -- Forced, so that it binds the account that owns the tables.
    execute format('alter table %s enable row level security', locked);
    execute format('alter table %s force row level security', locked);
  end loop;
end $$;

-- A superuser, as in the embedded database, is bound by no policy: for a person's request it becomes
-- this one, which may read and nothing else. Roles belong to the server, not to the database.
do $$
declare
  readable text;
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    return;
  end if;
  begin
    create role jalons_person nologin;
  exception when duplicate_object or unique_violation then
    null; -- made for another database of this server
  end;
  foreach readable in array array[
    'eventlog', 'identity', 'planning', 'delivery', 'evaluation', 'followup', 'privacy', 'security', 'visibility']
  loop
    execute format('grant usage on schema %I to jalons_person', readable);
    execute format('grant select on all tables in schema %I to jalons_person', readable);
    execute format('alter default privileges in schema %I grant select on tables to jalons_person', readable);
  end loop;
end $$;
