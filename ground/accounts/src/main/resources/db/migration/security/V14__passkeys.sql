-- What stands for an account in authenticators: random, since it tells nobody whose key they have found.
create table security.passkey_handle (
  account text primary key references security.account (id) on delete cascade,
  handle  bytea not null unique
);

-- Keys by which people come in without a password. The label is typed by the person, and sealed.
create table security.passkey (
  credential_id   bytea primary key check (octet_length(credential_id) <= 1023),
  account         text not null references security.account (id) on delete cascade,
  label           text not null,
  public_key      bytea not null,
  attestation     bytea not null, -- of no maker: it holds the key once more, in the form that is verified against
  signature_count bigint not null,
  backup_eligible boolean not null,
  backed_up       boolean not null,
  made_at         timestamptz not null,
  last_used_at    timestamptz
);
create index on security.passkey (account);
