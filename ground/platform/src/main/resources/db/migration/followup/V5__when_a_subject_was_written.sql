-- Which transaction wrote the rows of a subject last, whoever it was: a projection, a rebuild that mends
-- or somebody at the console. Whoever keeps something that was made of the rows asks here whether it still
-- holds. A subject without a row was not written since there is this table.
create table written (
  subject text   primary key,
  by      bigint not null
) with (fillfactor = 50);

-- What is being folded again is not told: nobody reads it until followup.fold says so, and whoever folds
-- it and the projection would wait for each other's rows here. Sorted, so that no two writers lock each
-- other out.
create function note_written() returns trigger language plpgsql as $$
begin
  insert into followup.written as w (subject, by)
  select distinct c.subject, pg_current_xact_id()::text::bigint
  from changed c left join followup.fold f on f.aspect = c.aspect
  where f.live is not false
  order by c.subject
  on conflict (subject) do update set by = excluded.by where w.by <> excluded.by;
  return null;
end $$;

create trigger written_new after insert on aspect
  referencing new table as changed for each statement execute function note_written();
create trigger written_again after update on aspect
  referencing new table as changed for each statement execute function note_written();
create trigger written_gone after delete on aspect
  referencing old table as changed for each statement execute function note_written();
