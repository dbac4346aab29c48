-- Requests to erase a student, and erasures without one: rebuilt from the log at any time.
create table privacy.request (
  id           uuid        primary key,
  student      uuid        not null,
  school       text        not null,
  reason       text,                  -- sealed; null for the end of retention
  requested_by text        not null,
  requested_at timestamptz not null,
  cause        text,                  -- REQUEST or RETENTION, once erased
  approved_by  text,
  erased_at    timestamptz
);

create index request_by_student on privacy.request (student);

-- Students who have left and not come back, with their first day of absence.
create table privacy.leaver (
  student uuid primary key,
  school  text not null,
  left_on date not null
);

-- Not a read model: erasures that are done to the end, so that what a crash interrupts is resumed.
create table privacy.carried_out (
  student uuid        primary key,
  at      timestamptz not null default now()
);
