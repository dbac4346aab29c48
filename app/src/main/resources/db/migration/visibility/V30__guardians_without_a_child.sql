-- Who imports a roster for a school finds guardians again who have no child there at the moment.
drop policy reach on identity.guardian;
create policy reach on identity.guardian using (
  (select visibility.by_program())
  or id in (select guardian from identity.guardianship)
  or ((select visibility.setting('reach')) = 'school' and visibility.of_school(school)));
