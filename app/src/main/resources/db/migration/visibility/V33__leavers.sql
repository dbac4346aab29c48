create policy reach on planning.leaver using (
  (select visibility.by_program()) or student in (select id from identity.student));
alter table planning.leaver enable row level security;
alter table planning.leaver force row level security;
