-- One row once somebody real was here: the demonstration's accounts and its program never come back.
create table security.demonstration_end (
  single boolean primary key default true check (single),
  since  timestamptz not null default now()
);
