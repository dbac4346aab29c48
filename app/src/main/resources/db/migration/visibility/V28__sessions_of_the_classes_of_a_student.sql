-- What a session was, is told beside its class or group, and concerns whoever was in it that day. So who
-- reaches a student sees the sessions and the names of all classes and groups that the student was in.
drop policy reach on followup.aspect;
create policy reach on followup.aspect using (
  (select visibility.by_program())
  or (
    (student is null
      or student in (select id from identity.student)
      or student in (select visibility.nobodies()))
    and case kind
      when 'student' then student is not null
      when 'structure' then
        subject in (select id from planning.structure)
        or (aspect in ('group-sessions', 'structure')
          and subject in (
            select m.structure from planning.membership m
            where m.student in (select id from identity.student)))
      when 'school' then visibility.of_school(subject)
      when 'teacher' then subject in (select id::text from identity.teacher)
      else false
    end));
