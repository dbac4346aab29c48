-- What was done to an account is for those who audit or administer its school, and, on a page of their
-- own, for its owner. What was done to the installation is for those who reach all schools.
create policy reach on audit.act using (
  (select visibility.by_program())
  or ((select visibility.setting('reach')) = 'school'
    and ((select visibility.setting('school')) = '' or account in (select id from visibility.account))));
alter table audit.act enable row level security;
alter table audit.act force row level security;

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant usage on schema audit to jalons_person;
    grant select on audit.act to jalons_person;
  end if;
end $$;
