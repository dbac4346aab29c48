-- Who is reminded of a survey by e-mail, and what became of the last message. No address is kept here, and no link.
create table survey_reminder (
  survey   uuid not null,
  person   uuid not null,
  language text not null,
  state    text not null,        -- WAITING, SENT, FAILED, NO_ADDRESS
  at       timestamptz not null, -- asked for, sent or given up
  due_at   timestamptz not null,
  tries    integer not null default 0,
  reason   text,                 -- what the server said when it did not take it
  primary key (survey, person)
);
alter table survey_reminder alter column reason set statistics 0;
create index survey_reminder_waiting on survey_reminder (due_at) where state = 'WAITING';
create index survey_reminder_person on survey_reminder (person);
