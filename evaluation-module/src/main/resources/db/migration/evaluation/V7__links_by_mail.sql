-- A link on paper and one by e-mail stand side by side: a reminder does not end the letter. Using one ends both.
alter table evaluation.survey_link add column channel text not null default 'PAPER';
alter table evaluation.survey_link drop constraint survey_link_pkey;
alter table evaluation.survey_link add primary key (survey, respondent, channel);
