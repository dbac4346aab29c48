-- Records that are about no single student: of a class or group, or of a school. Kept by the read
-- model records.records. Those of a student stand in the follow-up.
create table record (
  id        uuid    primary key,
  kind      text    not null,
  type      text    not null,           -- of the event that created it
  school    text    not null,
  structure text,                       -- null for what is about the whole school
  day       date    not null,           -- the day it is about
  at        timestamptz not null,       -- when it was recorded first
  by        text    not null,           -- and by whom
  payload   text    not null,           -- as it was last recorded; its texts are sealed
  version   integer not null,
  ended_on  date,
  withdrawn boolean not null default false
);
create index on record (type, school, day);
