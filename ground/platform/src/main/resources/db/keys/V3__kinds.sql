-- Of what kind the subject is: an id names one kind alone, for ever, and only what is done to that
-- kind reaches its key. Null until the log has told it of a key from before; 'unknown' if it could not.
alter table keys.subject_key add column kind text;
