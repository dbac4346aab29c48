-- Keys that sign tokens, sealed. The newest signs; an older one is known until the last token that
-- it signed has run out.
create table security.token_key (
  kid text primary key,
  jwk text not null,
  made_at timestamptz not null
);
insert into security.token_key (kid, jwk, made_at)
select jwk::json ->> 'kid', jwk, now() from security.signing_key;
drop table security.signing_key;

-- What a program may ask for, of which school (null: of all), and where the browser of one who lets
-- it act for him is sent back to. Without a secret it can prove nothing of itself but PKCE.
alter table security.client
  add column scopes text[] not null default '{read,write,operate}',
  add column school text,
  add column redirect_uris text[] not null default '{}',
  alter column secret_hash drop not null;

-- Codes that a browser brings back and a program changes into a token, once, within minutes.
create table security.authorization_code (
  code_hash bytea primary key,
  client text not null references security.client (id) on delete cascade,
  account text not null references security.account (id) on delete cascade,
  scopes text[] not null,
  redirect_uri text,
  state text,
  challenge text not null,
  expires_at timestamptz not null
);
