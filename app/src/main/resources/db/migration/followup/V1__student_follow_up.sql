-- The fold of each student's events, as JSON: rebuilt from the log at any time.
create table followup.student (
  student  uuid   primary key,
  position bigint not null,  -- last event that concerned the student
  state    jsonb  not null
);
