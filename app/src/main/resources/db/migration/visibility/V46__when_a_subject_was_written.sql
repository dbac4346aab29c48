-- When something was written of whom is for the program, which asks whether what it keeps still holds.
create policy reach on followup.written using ((select visibility.by_program()));
alter table followup.written enable row level security;
alter table followup.written force row level security;
