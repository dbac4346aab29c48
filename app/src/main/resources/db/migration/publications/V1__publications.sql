-- What a school has published, as it was recorded: texts are sealed. Kept by the read model
-- publications.publications.
create table publication (
  id           uuid primary key,
  school       text not null,
  audiences    text[] not null,
  published_on date not null,
  payload      text not null,
  withdrawal   text          -- the event that took it back
);

create table reading (
  publication uuid not null,
  reader      uuid not null,
  audience    text not null,
  primary key (publication, reader)
);
