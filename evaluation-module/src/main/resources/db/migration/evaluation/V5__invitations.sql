-- Who is invited to a survey, and who has answered under their own name. An anonymous answer changes nothing here.
create table evaluation.survey_invitation (
  survey     uuid    not null,
  respondent uuid    not null,
  later      boolean not null,  -- than the opening
  answered   boolean not null default false,
  primary key (survey, respondent)
);
