-- Aspects: what the log says of a student, a class, a school or a teacher. Kept by the read model
-- followup.aspects; an entry is one need, one session, one interview: an event rewrites its own entries
-- and nothing else.
create table aspect (
  subject  text   not null,  -- value of the tag that tells the subject: an id, or the code of a class
  aspect   text   not null,
  entry    text   not null,  -- value of the tag that tells the entry; '' for an aspect that is one state
  kind     text   not null,  -- key of the subject's tag
  part     text   not null,  -- key of the entry's tag; ''
  student  uuid,             -- whose it is, where it is a student's: row policies look here
  since    bigint not null,  -- position of its first event: entries stand in this order
  position bigint not null,  -- position of its last event
  state    jsonb  not null,  -- texts about people are sealed in it, as they are in the log
  primary key (subject, aspect, entry)
) with (fillfactor = 85);

-- How far each aspect is folded.
create table fold (
  aspect    text    primary key,
  version   integer not null,
  live      boolean not null,  -- kept up to date with every event; if not, it is being folded again
  folded_to bigint  not null   -- how far that has come
);
