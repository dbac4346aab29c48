-- A survey of one class: for those who reach the class, and the families it may ask.
drop policy reach on evaluation.survey;
create policy reach on evaluation.survey using (
  (select visibility.by_program())
  or (visibility.of_school(school)
    and (structure is null
      or (select visibility.setting('reach')) = 'school'
      or structure = any (nullif((select visibility.setting('structures')), '')::text[])
      or structure in (
        select m.structure
        from planning.membership_on(nullif((select visibility.setting('day')), '')::date) m
        where m.student = any (nullif((select visibility.setting('students')), '')::uuid[])))));

create policy reach on evaluation.survey_answer using (
  (select visibility.by_program()) or survey in (select id from evaluation.survey));

-- Names on their way in, and fingerprints of erased numbers: for imports, never for a person's request.
create policy reach on identity.staged using ((select visibility.by_program()));
create policy reach on identity.suppressed using ((select visibility.by_program()));

do $$
declare
  locked text;
begin
  foreach locked in array array['evaluation.survey_answer', 'identity.staged', 'identity.suppressed']
  loop
    execute format('alter table %s enable row level security', locked);
    execute format('alter table %s force row level security', locked);
  end loop;

  -- Passwords' hashes and keys that sign tokens are no part of any page.
  if (select rolsuper from pg_roles where rolname = current_user) then
    revoke all on all tables in schema security from jalons_person;
    revoke usage on schema security from jalons_person;
    alter default privileges in schema security revoke select on tables from jalons_person;
  end if;
end $$;
