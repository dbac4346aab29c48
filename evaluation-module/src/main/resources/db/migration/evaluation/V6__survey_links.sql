-- Not a read model. A row lives from the printing of a link to its use, or to the closing of the survey.
create table evaluation.survey_link (
  survey     uuid not null,
  respondent uuid not null,
  token_hash text not null unique,
  primary key (survey, respondent)
);
