-- The memberships of its day say it, whenever somebody looks.
alter table session drop column students;
