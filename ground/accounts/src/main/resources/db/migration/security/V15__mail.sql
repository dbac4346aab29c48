-- Who is sent a link by e-mail, and what became of it. The address stands with the person in the schema identity.
create table security.mail (
  account  text primary key references security.account (id) on delete cascade,
  people   text not null,        -- as whom they are written to
  language text not null,
  asked_by text not null,
  state    text not null,
  at       timestamptz not null, -- asked for, sent or given up
  due_at   timestamptz not null,
  tries    integer not null default 0,
  reason   text                  -- what the server said when it did not take it
);
alter table security.mail alter column reason set statistics 0;
create index mail_waiting on security.mail (due_at) where state = 'WAITING';
