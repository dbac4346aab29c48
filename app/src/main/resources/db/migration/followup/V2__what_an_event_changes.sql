-- One column for each kind of fact, so that an event rewrites its own kind and nothing else.
alter table followup.student
  add column left_on      date,
  add column memberships  jsonb not null default '[]',
  add column needs        jsonb not null default '[]',
  add column sessions     jsonb not null default '[]',
  add column interviews   jsonb not null default '[]',
  add column positionings jsonb not null default '[]',
  add column assessments  jsonb not null default '[]',
  add column surveys      jsonb not null default '[]';

update followup.student set
  left_on      = (state ->> 'leftOn')::date,
  memberships  = coalesce(state -> 'memberships', '[]'),
  needs        = coalesce(state -> 'needs', '[]'),
  sessions     = coalesce(state -> 'sessions', '[]'),
  interviews   = coalesce(state -> 'interviews', '[]'),
  positionings = coalesce(state -> 'positionings', '[]'),
  assessments  = coalesce(state -> 'assessments', '[]'),
  surveys      = coalesce(state -> 'surveys', '[]');

alter table followup.student drop column state;
