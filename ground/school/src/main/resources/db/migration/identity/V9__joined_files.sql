-- Who stands for nobody while another file is read in their place. The row is kept as it was, out of
-- every list, and comes back when both are separated.
create table identity.joined (
  id     uuid  primary key,
  kept   uuid  not null,   -- under which everything is read
  kind   text  not null,   -- student or guardian
  school text  not null,
  person jsonb not null,   -- the row of identity.student or identity.guardian
  links  jsonb not null,   -- its guardianships
  before jsonb not null    -- numbers and guardianships that the kept one had before
);

create index joined_by_kept on identity.joined (kept);

alter table identity.joined
  alter column person set statistics 0,
  alter column before set statistics 0;

-- Joinings and separations by their place in the log, until the read models are folded as they say.
create table identity.refolding (
  position bigint      primary key,
  asked_at timestamptz not null default now()
);
