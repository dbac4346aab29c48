-- As in V1, but for criteria without a tag: "order by position" pins the primary key. Without it the
-- planner, promised a hit among a third of the events, went through the log from its beginning to
-- find none after a marker at its end: half a second under the lock with half a million events.
create or replace function conflicts(
  criterion_of int[], markers bigint[], first_tags text[], other_tags text[], types text[]
) returns int[]
language sql volatile as $$
  select array_agg(distinct c.append)
  from unnest(criterion_of, markers, first_tags, other_tags, types)
    as c(append, marker, first_tag, other_tags, types)
  cross join lateral (
    (select 1
     from eventlog.event_tag t
     where c.first_tag <> ''
       and t.tag = c.first_tag
       and t.position > c.marker
       and (c.other_tags is null or not exists (
         select 1 from unnest(string_to_array(c.other_tags, chr(31))) as o(tag)
         where not exists (select 1 from eventlog.event_tag x where x.tag = o.tag and x.position = t.position)))
       and (c.types is null or exists (
         select 1 from eventlog.event e
         where e.position = t.position and e.type = any (string_to_array(c.types, chr(31)))))
     limit 1)
    union all
    (select 1
     from eventlog.event e
     where c.first_tag = ''
       and e.position > c.marker
       and (c.types is null or e.type = any (string_to_array(c.types, chr(31))))
     order by e.position
     limit 1)
    limit 1
  ) as hit
$$;
