-- Publications are for their school; who has read one is counted, and shown to nobody.
create policy reach on publications.publication using (
  (select visibility.by_program()) or visibility.of_school(school));
alter table publications.publication enable row level security;
alter table publications.publication force row level security;
create policy reach on publications.reading using (
  (select visibility.by_program())
  or publication in (select id from publications.publication));
alter table publications.reading enable row level security;
alter table publications.reading force row level security;

do $$
begin
  if (select rolsuper from pg_roles where rolname = current_user) then
    grant usage on schema publications to jalons_person;
    grant select on publications.publication, publications.reading to jalons_person;
  end if;
end $$;
