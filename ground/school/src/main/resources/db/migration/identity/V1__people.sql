-- Who people are. Names stand here and nowhere else: the event log knows these ids only, and a row
-- deleted here leaves nothing of a person behind. Not a read model: no replay brings it back.

create table identity.school (
  uai       text primary key,
  name      text,           -- told by STS-web only
  import_id uuid not null   -- the last import that went live
);

create table identity.student (
  id          uuid primary key,
  school      text not null,
  external_id text not null,  -- ELEVE_ID
  ine         text,
  family_name text not null,
  usage_name  text,
  first_name  text not null,
  birth_date  date not null,
  mef         text,
  search      text not null,  -- all names, without accents or capitals
  -- Checked at commit: one import may swap two numbers that a secretary had mixed up.
  unique (school, external_id) deferrable initially deferred,
  unique (school, ine) deferrable initially deferred
);

create table identity.guardian (
  id          uuid primary key,
  school      text not null,
  external_id text not null,  -- PERSONNE_ID
  family_name text not null,
  usage_name  text,
  first_name  text not null,
  unique (school, external_id) deferrable initially deferred
);

create table identity.guardianship (
  guardian uuid    not null,
  student  uuid    not null,
  rank     integer not null,  -- first or second legal guardian
  primary key (guardian, student)
);

create index guardianship_by_student on identity.guardianship (student);

create table identity.teacher (
  id            uuid primary key,
  school        text    not null,
  external_id   text    not null,  -- number in STS-web, unique within its register
  register      text    not null,
  family_name   text    not null,
  usage_name    text,
  first_name    text    not null,
  disciplines   text[]  not null,
  listed        boolean not null,  -- in the last file that told about staff
  unique (school, external_id, register) deferrable initially deferred
);

-- What an import is about to make live. Its row disappears in the transaction that does so.
create table identity.staged (
  import_id uuid        primary key,
  school    text        not null,
  staged_at timestamptz not null default now(),
  people    jsonb       not null
);
