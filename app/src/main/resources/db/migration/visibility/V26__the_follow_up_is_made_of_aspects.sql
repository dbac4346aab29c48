-- The read model that held one row for each student is gone: followup.aspects folds the log anew.
drop table followup.student;
delete from eventlog.token where processor = 'followup.students';
delete from eventlog.parked_event where read_model = 'followup.students';
