-- A search costs what its page holds, not what the table holds, whatever words are asked for and however the planner
-- reckons how often two of them meet. The newest tickets are looked at first: words that many tickets hold are found
-- there at once. Where hardly any of these does, the index of words is asked, as long as it knows of few; else the walk
-- goes on. Only when the words stand in many old tickets but in hardly any of the last thousands, all are fetched and
-- sorted. A step of the walk reads one row of each table, a hit of the index as well: at a million tickets both ways to
-- fifty of them cost alike where four thousand hold the words.
create or replace function tickets_with_words(
  wanted tsquery, before_at timestamptz, before_id uuid, most int,
  reach_member uuid, reach_stores uuid[], in_status text, in_store uuid
) returns table (ticket_id uuid, last_message_at timestamptz)
  language plpgsql stable security definer rows 50
  set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
declare
  steps int;
  -- Hits that are more are not fetched; null after the long walk, when there is no other way.
  enough int;
  met int := 0;
  met_now int;
  few uuid[];
  reached_at timestamptz := coalesce(before_at, 'infinity');
  reached_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
  foreach steps in array array[250, 15000] loop
    return query
      select near.id, near.last_message_at
      from (
        select t.id, t.last_message_at from tickets t
        where t.workspace_id = current_workspace() and (t.last_message_at, t.id) < (reached_at, reached_id)
          and (reach_member is null or t.assignee_id = reach_member or t.store_id = any (reach_stores))
          and (in_status is null or t.status = in_status)
          and (in_store is null or t.store_id = in_store)
        order by t.last_message_at desc, t.id desc
        limit steps
      ) near
      cross join lateral (
        select from ticket_search s
        where s.workspace_id = current_workspace() and s.ticket_id = near.id and s.tokens @@ wanted
        limit 1
      ) said
      order by near.last_message_at desc, near.id desc
      limit most - met;
    get diagnostics met_now = row_count;
    met := met + met_now;
    exit when met >= most;
    select t.last_message_at, t.id into reached_at, reached_id from tickets t
      where t.workspace_id = current_workspace() and (t.last_message_at, t.id) < (reached_at, reached_id)
        and (reach_member is null or t.assignee_id = reach_member or t.store_id = any (reach_stores))
        and (in_status is null or t.status = in_status)
        and (in_store is null or t.store_id = in_store)
      order by t.last_message_at desc, t.id desc
      offset steps - 1 limit 1;
    exit when not found;
    continue when steps = 250 and met >= 2;
    enough := case when steps = 250 then 4000 end;
    few := array(
      select s.ticket_id from ticket_search s
      where s.workspace_id = current_workspace() and s.tokens @@ wanted
      limit enough
    );
    if enough is null or cardinality(few) < enough then
      return query
        select t.id, t.last_message_at from tickets t
        where t.workspace_id = current_workspace() and t.id = any (few)
          and (t.last_message_at, t.id) < (reached_at, reached_id)
          and (reach_member is null or t.assignee_id = reach_member or t.store_id = any (reach_stores))
          and (in_status is null or t.status = in_status)
          and (in_store is null or t.store_id = in_store)
        order by t.last_message_at desc, t.id desc
        limit most - met;
      exit;
    end if;
  end loop;
end $$;
-- What waits to be put into the index is read through by every search: little may wait.
alter index ticket_search_by_token set (gin_pending_list_limit = 256);
