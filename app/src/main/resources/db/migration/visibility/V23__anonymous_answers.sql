-- What is answered anonymously is for no page before the survey is closed.
drop policy reach on evaluation.survey_answer;
create policy reach on evaluation.survey_answer using (
  (select visibility.by_program())
  or survey in (select id from evaluation.survey where not anonymous or closed));
