-- When recurring work is due, and which node does it: the table that db-scheduler asks for.
create table schedule.task (
  task_name            text        not null,
  task_instance        text        not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean     not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint      not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index task_due on schedule.task (execution_time);
create index task_alive on schedule.task (last_heartbeat);
