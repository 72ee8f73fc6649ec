-- Who changes settings holds the workspace's row before the rows that are changed, not after: of two who change the same
-- list at once the one would hold a row that the other wants, and want the workspace's row that the other holds.

create or replace function is_settings(target regclass, columns text default null) returns void
  language plpgsql as $$
begin
  execute format('create trigger settings_changed before insert or delete or update %s on %s for each statement execute function stamp_settings()',
    coalesce('of ' || columns, ''), target);
end $$;

do $$
declare
  found record;
begin
  for found in
    select tgrelid::regclass as target, pg_get_triggerdef(oid) as words from pg_trigger where tgname = 'settings_changed'
  loop
    execute format('drop trigger settings_changed on %s', found.target);
    execute replace(found.words, ' AFTER ', ' BEFORE ');
  end loop;
end $$;

-- For who replaces a whole list: from here to the end of its transaction nobody else changes the workspace's settings.
create function hold_settings() returns void
  language plpgsql set search_path = public as $$
begin
  perform from workspaces where workspace_id = current_workspace() for no key update;
end $$;
