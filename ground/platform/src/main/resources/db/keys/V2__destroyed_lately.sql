-- Every node asks every few seconds.
create index subject_key_destroyed on keys.subject_key (destroyed_at) where destroyed_at is not null;
