-- A class stays what it is when it is renamed: "id" is its identity, "code" what it is called.
alter table planning.structure add column former text[] not null default '{}';

-- The classes or groups that a code means: who bears it, or who bore it while nobody in the school does.
create function planning.bearing(wanted_kind text, wanted text) returns setof text
language sql stable as $$
  select s.id from planning.structure s
  where s.kind = wanted_kind
    and (s.code = wanted
      or wanted = any (s.former) and not exists (
        select from planning.structure other
        where other.school = s.school and other.kind = s.kind and other.code = wanted
          and other.withdrawn_on is null))
$$;
