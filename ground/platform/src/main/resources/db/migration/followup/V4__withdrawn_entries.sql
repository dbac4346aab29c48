-- Why an entry counts no more: its reason, sealed as in the log, and the day.
alter table aspect add column withdrawn jsonb;
