-- Who was erased: pages say so instead of a name. Nothing here leads back to a person.
create table identity.erased (
  student uuid primary key
);

-- Numbers of erased students as keyed fingerprints, so that an import does not bring them back
-- unnoticed. They belong to no id: who has the key and a number learns that it was erased, not which
-- history was its.
create table identity.suppressed (
  school      text    not null,
  fingerprint text    not null,
  returns     boolean not null,  -- whether a file that has the student present again is believed
  primary key (school, fingerprint)
);

-- The planner's statistics hold samples of what stands in a column, out of reach of an erasure.
alter table identity.student
  alter column external_id set statistics 0,
  alter column ine         set statistics 0,
  alter column family_name set statistics 0,
  alter column usage_name  set statistics 0,
  alter column first_name  set statistics 0,
  alter column birth_date  set statistics 0,
  alter column search      set statistics 0;

alter table identity.guardian
  alter column external_id set statistics 0,
  alter column family_name set statistics 0,
  alter column usage_name  set statistics 0,
  alter column first_name  set statistics 0;

alter table identity.staged alter column people set statistics 0;
