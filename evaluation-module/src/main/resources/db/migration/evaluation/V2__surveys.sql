-- One row for each survey; opened_at is its position in the log.
create table evaluation.survey (
  id         uuid    primary key,
  title      text    not null,
  audience   text    not null,
  school     text    not null,
  structure  text,
  anonymous  boolean not null,
  questions  json    not null,
  invited    integer not null,
  closes_on  date    not null,
  closed     boolean not null default false,
  opened_at  bigint  not null
);

create index on evaluation.survey (structure);

-- One row for each question that a ballot answers. Nothing in it tells in which order ballots came.
create table evaluation.survey_answer (
  survey   uuid not null,
  ballot   text not null,
  question text not null,
  answer   text not null,
  primary key (survey, ballot, question)
);
