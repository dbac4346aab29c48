-- A key that leaked signs nothing any more, and all that it signed is revoked.
alter table credentials.signing_key add column revoked_at timestamptz;
-- Whether it signed when status lists were common to all keys; since then each key has its own.
alter table credentials.signing_key add column common_lists boolean not null default false;
update credentials.signing_key set common_lists = true;
