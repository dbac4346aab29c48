create policy reach on records.record using (
  (select visibility.by_program())
  or (visibility.of_school(school)
    and ((select visibility.setting('reach')) = 'school'
      or structure is null
      or structure = any (nullif((select visibility.setting('structures')), '')::text[]))));
alter table records.record enable row level security;
alter table records.record force row level security;

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant usage on schema records to jalons_person;
    grant select on records.record to jalons_person;
  end if;
end $$;
