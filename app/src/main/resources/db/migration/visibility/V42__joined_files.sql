-- Who joins files, and who imports a roster, sees a whole school.
create policy reach on identity.joined using (
  (select visibility.by_program())
  or (visibility.of_school(school) and (select visibility.setting('reach')) = 'school'));
alter table identity.joined enable row level security;
alter table identity.joined force row level security;
