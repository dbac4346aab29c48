-- The event log. Positions are gap-free and strictly increasing in commit order, because every
-- append holds one advisory lock from reading the head to its commit: a reader needs nothing but
-- "position > last".

create table event (
  position    bigint      primary key,
  id          uuid        not null unique,
  type        text        not null,
  revision    text        not null,
  payload     json        not null,  -- json, not jsonb: the hash chain covers the exact text
  metadata    json        not null,
  recorded_at timestamptz not null,
  hash        bytea       not null
);

-- A tag is "key:value". The pair with its position is the whole of what an append condition asks.
create table event_tag (
  tag      text collate "C" not null,
  position bigint           not null,
  primary key (tag, position)
);

-- Both tables only grow: vacuum them for the visibility map (index-only scans), and analyze early.
alter table event set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);
alter table event_tag set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- Which of these appends meet an event beyond their marker?
--   criterion i belongs to append criterion_of[i]; it asks for events after markers[i] that carry
--   first_tags[i] ('' for any), all of other_tags[i] and one of types[i] (lists split by chr(31),
--   null for "no such restriction").
-- "cross join lateral … limit 1" pins the plan to one index probe per criterion, whatever the
-- statistics of a table that was never analyzed.
create function conflicts(
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
     limit 1)
    limit 1
  ) as hit
$$;

-- One round trip for a whole batch of appends: lock, read the head, check every condition, insert.
-- It inserts only if no append is rejected and the head is the one the caller chained its hashes
-- to; otherwise it inserts nothing and says what it found. VOLATILE plpgsql, because each of its
-- statements then sees what was committed before the lock was granted; a single SQL statement
-- would look at a snapshot from before the lock and let two nodes overlook each other.
create function append(
  expected_head bigint, expected_hash bytea,
  criterion_of int[], markers bigint[], first_tags text[], other_tags text[], types text[],
  ids uuid[], event_types text[], revisions text[], payloads text[], metadatas text[],
  recorded_ats timestamptz[], hashes bytea[],
  tags text[], tag_positions bigint[],
  out head bigint, out head_hash bytea, out rejected int[], out appended boolean
)
language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(7305808869231650145);  -- "eventlog"
  select e.position, e.hash into head, head_hash from eventlog.event e order by e.position desc limit 1;
  if head is null then
    head := 0;
    head_hash := '\x0000000000000000000000000000000000000000000000000000000000000000';
  end if;
  if cardinality(criterion_of) > 0 then
    rejected := eventlog.conflicts(criterion_of, markers, first_tags, other_tags, types);
  end if;
  appended := rejected is null and head = expected_head and head_hash = expected_hash;
  if appended and cardinality(ids) > 0 then
    insert into eventlog.event
    select expected_head + e.n, e.id, e.type, e.revision, e.payload::json, e.metadata::json, e.recorded_at, e.hash
    from unnest(ids, event_types, revisions, payloads, metadatas, recorded_ats, hashes)
      with ordinality as e(id, type, revision, payload, metadata, recorded_at, hash, n);
    insert into eventlog.event_tag select * from unnest(tags, tag_positions);
  end if;
end
$$;

-- Where each projection stands (Axon's JdbcTokenStore).
create table token (
  processor  text     not null,
  segment    integer  not null,
  mask       integer  not null,
  token      bytea,
  token_type text,
  claimed_at text,
  owner      text,
  primary key (processor, segment)
);
