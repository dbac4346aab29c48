-- Sessions as planned, held or cancelled. Identifiers only: names stand in "identity".
create table session (
  id           uuid        primary key,
  school       text        not null,
  kind         text        not null,  -- CLASS or GROUP
  code         text        not null,
  title        text        not null,
  day          date        not null,  -- of the school's clocks
  start        timestamptz not null,
  minutes      integer     not null,
  status       text        not null,  -- PLANNED, HELD or CANCELLED
  teachers     uuid[]      not null,
  natures      text[]      not null,
  needs        uuid[]      not null,
  students     uuid[]      not null,
  competencies text[]      not null default '{}',
  summary      text,
  cancellation text                   -- why it is not held
);

create index session_by_audience on session (kind, code, day);

-- The roll as it now stands.
create table attendance (
  session   uuid    not null,
  student   uuid    not null,
  status    text    not null,
  minutes   integer not null,
  corrected boolean not null,
  primary key (session, student)
);
