-- When a leaving was recorded: retention counts from that day, if it is the later one.
alter table privacy.leaver add column known_on date;

update privacy.leaver l set known_on = coalesce(
  (select max(e.recorded_at)::date
   from eventlog.event_tag t join eventlog.event e using (position)
   where t.tag = 'student:' || l.student and e.type = 'planning.StudentLeft'),
  current_date);

alter table privacy.leaver alter column known_on set not null;

-- Not a read model: on how many days somebody has stood in the list of those to be erased soon. It
-- counts days on which Jalons ran, so that no wrong clock and no changed period shortens them.
create table privacy.notice (
  student  uuid    primary key,
  left_on  date    not null,
  known_on date    not null,  -- of this leaving: another one starts again
  days     integer not null,
  last_on  date    not null
);

-- Earlier erasures were called done without a look: they are carried out once more.
delete from privacy.carried_out;

-- What could not be looked at when an erasure was done: see Cleared.Unverified.
alter table privacy.carried_out add column unverified text[] not null default '{}';

-- Not a read model: what erasures that are decided and not done wait for, as last seen.
create table privacy.obstacle (
  database text not null,
  kind     text not null,     -- see Cleared.Kind
  since    timestamptz
);
