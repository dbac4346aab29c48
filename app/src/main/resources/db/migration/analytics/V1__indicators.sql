-- Indicators for those who ask in SQL: of every school and all its tracks, classes and groups, for the
-- present school year. Written every few minutes, and only as anybody may see them: what few students
-- stand behind is null. No page reads this schema.
create table figure (
  code        text    not null,  -- row of the grid
  by          text    not null,  -- part of a breakdown; '' for the total
  version     integer not null,  -- of the formula
  scope       text    not null,  -- SCHOOL, TRACK, CLASS or GROUP
  school      text    not null,
  subject     text    not null,  -- code of the track, class or group; the school's number
  numerator   numeric,
  denominator numeric,
  value       numeric,
  withheld    boolean not null,
  from_day    date    not null,
  until_day   date    not null,
  position    bigint  not null,  -- of the log: it is what was known there
  primary key (school, scope, subject, code, by)
);

create view indicator as
  select code, version, scope, school, subject, numerator, denominator, value, withheld, from_day, until_day, position
  from analytics.figure where by = '';
