-- Codes for recovery are also for who has lost a passkey, and has no codes of a telephone.
alter table recovery_code
  drop constraint recovery_code_account_fkey,
  add foreign key (account) references security.account (id) on delete cascade;
