-- Long work that an operator has asked for, on whatever node it runs: who asks again finds it here.
create table operation (
  id         uuid        primary key,
  kind       text        not null,
  subject    text        not null,
  state      text        not null,
  done       bigint      not null,
  total      bigint      not null,
  per_second bigint      not null,
  finding    bigint,
  detail     text,
  started_at timestamptz not null,
  updated_at timestamptz not null
);

-- One at a time for each subject.
create unique index operation_running on operation (kind, subject) where state = 'RUNNING';
create index operation_started on operation (started_at);
