-- When whoever holds a session gave the password again; before that, its sign-in counts.
alter table sessions add column confirmed_at timestamptz;
