-- People who sign in. The id stands in the event log for ever, so it is opaque: never a name.
create table security.account (
  id text primary key,
  login text not null unique,
  password_hash text not null,
  roles text[] not null,
  person uuid,
  demo boolean not null
);

-- Programs that fetch tokens; their id is what they send as client_id.
create table security.client (
  id text primary key,
  secret_hash text not null,
  demo boolean not null
);

-- The key that signs tokens, made once: all nodes share it, and tokens survive a restart.
create table security.signing_key (
  single boolean primary key default true check (single),
  jwk text not null
);
