-- The whole grant, as the log has it, so that an account can be brought back to it after a crash.
alter table granted
  add column person   uuid,
  add column classes  text[], -- null in grants of before, which did not say
  add column position bigint not null default 0;

-- From where on accounts follow the log: before, the environment gave roles that it did not record.
create table follows_log (since bigint not null);
insert into follows_log select coalesce(max(position), 0) from eventlog.event;

-- Words with which an operator has given an administrator back the account: each works once.
create table recovery (
  word_hash bytea primary key,
  used_at   timestamptz not null
);
