-- The day of entry as the files last told it: one that moves moves the memberships that began on it.
alter table identity.student add column entered_on date;
alter table identity.student alter column entered_on set statistics 0;
