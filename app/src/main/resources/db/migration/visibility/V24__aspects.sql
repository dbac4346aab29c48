-- Aspects are for those who reach their subject; a line about a student, such as one of a class's roll, for
-- those who reach the student, too. Of a kind of subject that nobody has thought of here, nothing is seen.
create policy reach on followup.aspect using (
  (select visibility.by_program())
  or (
    (student is null
      or student in (select id from identity.student)
      or student in (select visibility.nobodies()))
    and case kind
      when 'student' then student is not null
      when 'structure' then subject in (select id from planning.structure)
      when 'school' then visibility.of_school(subject)
      when 'teacher' then subject in (select id::text from identity.teacher)
      else false
    end));
alter table followup.aspect enable row level security;
alter table followup.aspect force row level security;
