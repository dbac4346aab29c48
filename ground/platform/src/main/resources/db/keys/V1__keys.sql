-- The keys of those about whom texts are stored, wrapped by a master key that no database holds.
-- A destroyed key leaves its row, so that none is ever made again for the same subject.
create table keys.subject_key (
  subject      uuid        primary key,
  wrapped      bytea,
  made_at      timestamptz not null default now(),
  destroyed_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

-- What belongs to the installation as a whole, wrapped likewise.
create table keys.secret (
  name    text  primary key,
  wrapped bytea not null
);
