-- Events that a read model could not handle. It goes on without them; an operator has them tried
-- again, which deletes the row once they are handled, or discards them, which keeps it.
create table parked_event (
  id           uuid        primary key,
  read_model   text        not null,
  position     bigint      not null,
  type         text        not null,
  tries        integer     not null,
  error        text        not null,
  parked_at    timestamptz not null,
  discarded_at timestamptz,
  discarded_by text,
  unique (read_model, position)
);

-- The nodes that are up, by the database's clock.
create table node (
  name    text        primary key,
  seen_at timestamptz not null
);
