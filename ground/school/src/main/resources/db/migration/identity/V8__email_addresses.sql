-- Where a link to an account may be sent, as the files last told it. Gone with the person's row.
alter table identity.student add column email text;
alter table identity.guardian add column email text;
alter table identity.teacher add column email text;
alter table identity.student alter column email set statistics 0;
alter table identity.guardian alter column email set statistics 0;
