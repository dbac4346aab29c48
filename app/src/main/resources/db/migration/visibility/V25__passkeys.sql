-- A passkey is a second factor too: one who has one does not come in by a password alone.
create or replace view visibility.account with (security_barrier) as
  select id, login, roles, person, school, classes, pending, demo,
    exists (select from signin.second_factor f where f.account = a.id and f.confirmed)
      or exists (select from security.passkey p where p.account = a.id) as second_factor,
    (select expires_at from signin.invitation i where i.account = a.id) as link_expires_at
  from security.account a
  where (select visibility.by_program())
    or ((select visibility.setting('reach')) = 'school' and visibility.of_school(school));
