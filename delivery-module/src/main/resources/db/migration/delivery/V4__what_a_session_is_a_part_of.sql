alter table session add column action uuid;  -- null: of none
alter table session add column partners uuid[] not null default '{}';
