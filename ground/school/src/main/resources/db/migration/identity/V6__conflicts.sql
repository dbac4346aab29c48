-- Lines of a pupils' file and students, of whom nobody can tell which is which.
create table identity.conflict (
  id         uuid primary key,
  school     text not null,
  lines      jsonb not null,    -- as the file last told them; empty once resolved
  students   uuid[] not null,
  resolution jsonb,             -- whose each line is, until the log says so
  resolved   boolean not null default false
);

alter table identity.conflict
  alter column lines      set statistics 0,
  alter column resolution set statistics 0;

-- A number that somebody has given to another student is nobody's before.
alter table identity.student alter column external_id drop not null;
