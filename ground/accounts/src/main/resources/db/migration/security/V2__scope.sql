-- Over what an account's roles reach: one school or all, and of it some classes or all. Whose own
-- file or children it is follows from the person.
alter table security.account
  add column school  text,
  add column classes text[] not null default '{}';
