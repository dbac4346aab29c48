-- Who looked at a file is for those who may open it.
create policy reach on consultation.look using (
  (select visibility.by_program()) or student in (select id from identity.student));
alter table consultation.look enable row level security;
alter table consultation.look force row level security;

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant usage on schema consultation to jalons_person;
    grant select on all tables in schema consultation to jalons_person;
    alter default privileges in schema consultation grant select on tables to jalons_person;
  end if;
end $$;
