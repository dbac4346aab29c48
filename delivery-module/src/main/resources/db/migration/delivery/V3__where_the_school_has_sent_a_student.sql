alter table attendance add column cause text;  -- null: nowhere else
