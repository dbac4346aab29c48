-- Keys that sign credentials: the newest signs, sealed. Of all others the public half stays, for as
-- long as somebody may show what they signed.
create table signing_key (
  kid     text        primary key,
  public  text        not null,
  secret  text,                   -- null once another key has taken over
  made_at timestamptz not null
);
