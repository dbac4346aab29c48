-- One row once the demonstration year is complete; a crash in between lets it be continued.
create table demo.written (
  year integer primary key,
  at   timestamptz not null default now()
);
