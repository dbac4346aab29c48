-- How many looks for yet other reasons a row stands for; 0 for one look.
alter table consultation.look add column further integer not null default 0;
