-- Who decides about a conflict sees a whole school.
create policy reach on identity.conflict using (
  (select visibility.by_program())
  or (visibility.of_school(school) and (select visibility.setting('reach')) = 'school'));
alter table identity.conflict enable row level security;
alter table identity.conflict force row level security;
