-- Beside security.account, which says who there is: by what people come in, and what was refused them.

-- Sessions opened before the account's epoch was raised are over, on every node.
alter table security.account
  add column epoch   integer not null default 0,
  add column pending boolean not null default false; -- invited, and no password chosen yet

-- The one open link of an account. Whoever knows the token may set the password, once; the table knows its digest only.
create table invitation (
  account    text primary key references security.account (id) on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  issued_by  text not null
);

-- Which roles an account has had by the log: kept by the read model signin.granted.
create table granted (
  account      text primary key,
  roles        text[] not null,
  school       text,
  granted_by   text,
  granted_at   timestamptz,
  withdrawn_by text,
  withdrawn_at timestamptz
);

-- How often somebody has tried in vain. A key is a keyed fingerprint of login, address or both: what people type
-- by mistake is not kept. Losing it in a crash forgives a few attempts, so it need not wait for the disk.
create unlogged table attempt (
  key          text primary key,
  failures     integer not null,
  last_at      timestamptz not null,
  free_at      timestamptz not null,
  succeeded_at timestamptz
);
create index on attempt (last_at);

-- The second factor of an account: a secret shared with a telephone, sealed, and the last time step that came in,
-- since a code that was used is used up.
create table second_factor (
  account   text primary key references security.account (id) on delete cascade,
  sealed    text not null,
  confirmed boolean not null,
  last_step bigint not null default 0
);

-- Codes for who has lost the telephone: digests of 80 random bits each, deleted when used.
create table recovery_code (
  account text not null references signin.second_factor (account) on delete cascade,
  hash    bytea not null,
  primary key (account, hash)
);
