-- Who looked at whose file: rebuilt from the log at any time.
create table consultation.look (
  consultation uuid        not null,
  student      uuid        not null,
  at           timestamptz not null,
  viewer       text        not null,
  what         text        not null,
  reason       text,                   -- sealed
  primary key (consultation, student)
);

create index look_by_student on consultation.look (student, at desc);
