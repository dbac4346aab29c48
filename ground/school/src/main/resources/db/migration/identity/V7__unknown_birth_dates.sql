-- OneRoster's files need not tell them.
alter table identity.student alter column birth_date drop not null;
