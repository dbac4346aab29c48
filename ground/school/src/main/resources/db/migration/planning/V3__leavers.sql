create table planning.leaver (
  student uuid primary key,
  left_on date not null  -- first day of absence; may lie ahead
);
