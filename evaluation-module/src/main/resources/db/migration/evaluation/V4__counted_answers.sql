-- How many have answered, so that a list need not look into the answers.
alter table evaluation.survey add column answers integer not null default 0;
update evaluation.survey s
set answers = (select count(distinct a.ballot) from evaluation.survey_answer a where a.survey = s.id);

-- Keys that stand here move to the store of keys when Jalons starts. Where none ever stood, there is nothing to move.
do $$
begin
  if pg_relation_size('evaluation.ballot_key') = 0 then
    drop table evaluation.ballot_key;
  end if;
end $$;
