-- Secrets that serve for a while, wrapped by the master key: one is destroyed as soon as it has served.
-- Its row stays, so that its owner never gets another, and tells whether its bytes are overwritten too.
create table keys.passing_secret (
  owner          text        primary key,
  wrapped        bytea,
  destroyed_at   timestamptz,
  overwritten_at timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

-- Statistics hold samples of a column, and would outlive the row.
alter table keys.passing_secret alter column wrapped set statistics 0;
