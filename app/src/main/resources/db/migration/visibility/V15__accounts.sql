-- Accounts for administrators' pages: without hashes, and those of one's own school. The schema security stays closed.
create view visibility.account with (security_barrier) as
  select id, login, roles, person, school, classes, pending, demo,
    exists (select from signin.second_factor f where f.account = a.id and f.confirmed) as second_factor,
    (select expires_at from signin.invitation i where i.account = a.id) as link_expires_at
  from security.account a
  where (select visibility.by_program())
    or ((select visibility.setting('reach')) = 'school' and visibility.of_school(school));

create policy reach on signin.granted using (
  (select visibility.by_program())
  or ((select visibility.setting('reach')) = 'school' and visibility.of_school(school)));
alter table signin.granted enable row level security;
alter table signin.granted force row level security;

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant usage on schema signin to jalons_person;
    grant select on signin.granted to jalons_person;
    grant select on visibility.account to jalons_person;
  end if;
end $$;
