-- Every registration of a program has an id of its own: what was permitted to it ends with it, and another program
-- under the same name has none of it. What a program gets that asks for no scope is never 'operate'.
alter table security.client
  add column registration   uuid not null default gen_random_uuid() unique,
  add column default_scopes text[] not null default '{read}' check (not 'operate' = any (default_scopes)),
  add column trusted        boolean not null default false; -- people are not asked for their consent
update security.client
set default_scopes = array(select scope from unnest(scopes) as scope where scope <> 'operate');

-- What a program may do for now: in its own name, or in somebody's, as a session of theirs allowed it. A token is good as long as
-- this row is there, and the account has not changed since (its epoch). Secrets are digests.
drop table security.authorization_code;
create table security.permission (
  id           text primary key,
  client       uuid not null references security.client (registration) on delete cascade,
  account      text references security.account (id) on delete cascade,
  epoch        integer,
  roles        text[] not null,
  scopes       text[] not null,
  redirect_uri text,
  state        text,
  challenge    text,
  asked_hash   bytea unique, -- the person's consent is awaited
  code_hash    bytea unique, -- the browser brings a code back
  code_used    boolean not null default false,
  token_hash   bytea unique,
  ends_at      timestamptz not null
);
create index on security.permission (client);
create index on security.permission (account);
create index on security.permission (ends_at);

-- That a person lets a program act for them.
create table security.consent (
  client   uuid not null references security.client (registration) on delete cascade,
  account  text not null references security.account (id) on delete cascade,
  scopes   text[] not null,
  given_at timestamptz not null,
  primary key (client, account)
);
create index on security.consent (account);
