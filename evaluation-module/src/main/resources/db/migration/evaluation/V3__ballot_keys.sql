-- Not a read model: what is lost here cannot be replayed, and an open survey without its key takes
-- no more answers. A row lives from the opening of a survey to its closing.
create table evaluation.ballot_key (
  survey uuid  primary key,
  key    bytea not null check (length(key) = 32)
);
