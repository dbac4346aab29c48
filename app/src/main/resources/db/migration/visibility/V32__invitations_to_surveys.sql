-- Links are for nobody's page.
create policy reach on evaluation.survey_link using ((select visibility.by_program()));
alter table evaluation.survey_link enable row level security;
alter table evaluation.survey_link force row level security;

-- Whom a survey has asked: for those who may see the survey.
create policy reach on evaluation.survey_invitation using (
  (select visibility.by_program()) or survey in (select id from evaluation.survey));
alter table evaluation.survey_invitation enable row level security;
alter table evaluation.survey_invitation force row level security;
