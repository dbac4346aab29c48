create table planning.structure (
  id           text    primary key,
  school       text    not null,
  kind         text    not null,  -- CLASS or GROUP
  code         text    not null,
  label        text    not null,
  mef          text,
  year         integer not null,
  classes      text[]  not null,
  withdrawn_on date
);

create index structure_by_code on planning.structure (code);

-- From a day (included) to a day (excluded), or without end.
create table planning.membership (
  student   uuid not null,
  structure text not null,
  "from"    date not null,
  until     date,
  primary key (student, structure, "from")
);

create index membership_by_structure on planning.membership (structure);

-- Who is where on a day. Before a student's first day he counts where he is going to be, so that
-- classes do not look empty before the school year starts.
create function planning.membership_on(day date) returns table (student uuid, structure text)
language sql stable as $$
  select m.student, m.structure
  from planning.membership m
  where (m.until is null or m.until > day)
    and (m."from" <= day or not exists (
      select from planning.membership n
      where n.student = m.student and n."from" <= day and (n.until is null or n.until > day)))
$$;

create table planning.assignment (
  teacher   uuid not null,
  structure text not null,
  duty      text not null,
  subject   text not null,  -- '' for a class lead
  "from"    date not null,
  until     date,
  primary key (teacher, structure, duty, subject, "from")
);
