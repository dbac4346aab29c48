-- An alert about a student follows the student; any other follows its scope. Families read theirs in
-- the follow-up, once they are decided.
create policy reach on regulation.alert using (
  (select visibility.by_program())
  or case when student is not null then student in (select id from identity.student)
    else visibility.of_school(school)
      and ((select visibility.setting('reach')) = 'school'
        or structure is null
        or structure = any (nullif((select visibility.setting('structures')), '')::text[]))
    end);
alter table regulation.alert enable row level security;
alter table regulation.alert force row level security;
create policy reach on regulation.decision using (
  (select visibility.by_program()) or alert in (select id from regulation.alert));
alter table regulation.decision enable row level security;
alter table regulation.decision force row level security;
create policy reach on regulation.assessment using (
  (select visibility.by_program()) or decision in (select id from regulation.decision));
alter table regulation.assessment enable row level security;
alter table regulation.assessment force row level security;

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant usage on schema regulation to jalons_person;
    grant select on regulation.alert, regulation.decision, regulation.assessment to jalons_person;
  end if;
end $$;
