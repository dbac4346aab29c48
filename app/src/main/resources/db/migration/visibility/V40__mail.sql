-- What became of messages, for those who see the account.
create view visibility.mail with (security_barrier) as
  select m.account, m.state, m.at, m.reason
  from security.mail m join security.account a on a.id = m.account
  where (select visibility.by_program())
    or ((select visibility.setting('reach')) = 'school' and visibility.of_school(a.school));

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant select on visibility.mail to jalons_person;
  end if;
end $$;
