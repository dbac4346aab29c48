-- A number that the sources have given to somebody else is nobody's before.
alter table identity.guardian alter column external_id drop not null;
alter table identity.teacher alter column external_id drop not null;
