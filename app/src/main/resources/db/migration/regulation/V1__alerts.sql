-- Alerts, what was decided on them and its effect, as they were recorded: texts are sealed. Kept by
-- the read model regulation.alerts.
create table alert (
  id        uuid primary key,
  school    text not null,
  structure text,             -- class or group; null for a wider scale
  student   uuid,             -- null for what is about a scope
  raised_on date not null,
  by        text not null,
  payload   text not null,
  withdrawn boolean not null default false
);
create index on alert (school, raised_on);
create index on alert (student);

create table decision (
  id        uuid primary key,
  alert     uuid not null,
  body      text not null,
  by        text not null,
  payload   text not null,
  withdrawn boolean not null default false
);
create index on decision (alert);

create table assessment (
  id        uuid primary key,
  decision  uuid not null,
  by        text not null,
  payload   text not null,
  withdrawn boolean not null default false
);
create index on assessment (decision);
