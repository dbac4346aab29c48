-- The verifiers of the keys that have signed checkpoints of this log, in the order in which they came.
create table signing_key (
  number   bigint      generated always as identity primary key,
  verifier text        not null,
  since    timestamptz not null default now()
);
