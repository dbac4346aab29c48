-- Acts of power: what was done to accounts, programs and the installation, by whom and when. Kept by
-- the read model audit.acts.
create table act (
  position bigint primary key,
  at       timestamptz not null,
  what     text not null, -- name of the event
  account  text,          -- null for what is done to no account
  detail   text not null, -- roles, programs, read models: codes and ids, no text anybody typed about somebody
  by       text not null
);
create index on act (account, position);
