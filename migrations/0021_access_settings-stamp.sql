-- What a workspace has settled: its stores, templates, targets and the like, which each ticket is opened by and which
-- change once a day. The stamp is another one after each change, so that a process which has looked something up may go
-- by it until then.
alter table workspaces add column settings_stamp uuid not null default gen_random_uuid();

create function settings_stamp() returns uuid
  language sql stable parallel safe
  return (select settings_stamp from workspaces where workspace_id = current_workspace());

create function stamp_settings() returns trigger
  language plpgsql as $$
begin
  update workspaces set settings_stamp = gen_random_uuid() where workspace_id = current_workspace();
  return null;
end $$;

-- Counts a table among the settings. `columns` names those that are, where a table holds more than that.
create function is_settings(target regclass, columns text default null) returns void
  language plpgsql as $$
begin
  execute format('create trigger settings_changed after insert or delete or update %s on %s for each statement execute function stamp_settings()',
    coalesce('of ' || columns, ''), target);
end $$;
revoke execute on function is_settings(regclass, text) from public;

select is_settings('marketplaces');
select is_settings('marketplace_rules');
select is_settings('stores');
select is_settings('templates');
select is_settings('template_texts');
select is_settings('phrases');
-- Not what a mailbox was last found to be, which changes with each look into it.
select is_settings('channels', 'kind, name, address, store_id, settings, secrets, active');
select is_settings('calendars');
select is_settings('calendar_holidays');
select is_settings('sla_policies');
select is_settings('sla_targets');
select is_settings('classification_state');
select is_settings('classification_rules');
select is_settings('acknowledgement_switches');
select is_settings('assignment_settings');
