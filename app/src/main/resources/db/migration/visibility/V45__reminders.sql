-- Whom a survey reminds is for no page: pages show how many.
create policy reach on letters.survey_reminder using ((select visibility.by_program()));
alter table letters.survey_reminder enable row level security;
alter table letters.survey_reminder force row level security;
