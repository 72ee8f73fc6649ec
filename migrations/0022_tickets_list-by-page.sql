-- Every list and search costs what its page holds, on a desk of a million tickets too. One index is new, one is gone, two
-- leave out what nobody has taken yet: a new ticket costs eleven entries instead of thirteen.

-- Tickets that a view or a kind leaves out are passed over within the index, without a look at their rows: twenty
-- thousand of them in a millisecond or two. Nothing needs to be sorted, however few or many are breaching.
drop index tickets_by_status_and_recency;
create index tickets_by_status_and_recency on tickets (workspace_id, status, last_message_at, id, next_due_at, kind);
drop index tickets_by_due;
create index tickets_by_due on tickets (workspace_id, status, next_due_at, id, kind);
-- All, the most pressing first, are the four statuses merged; an index of all was also mistaken for the way to the resolved.
drop index tickets_by_any_due;
-- Somebody's open tickets, or nobody's, the newest first.
create index tickets_open_of_assignee_by_recency on tickets (workspace_id, assignee_id, last_message_at, id)
  where status = 'open';
-- Nobody's are in tickets_unassigned_by_due, and are nobody's work.
drop index tickets_open_by_assignee;
create index tickets_open_by_assignee on tickets (workspace_id, assignee_id, priority)
  where status = 'open' and assignee_id is not null;
drop index tickets_of_assignee_by_due;
create index tickets_of_assignee_by_due on tickets (workspace_id, assignee_id, status, next_due_at, id)
  where assignee_id is not null;

-- A search looks at the newest tickets first: words that many tickets hold are found there at once. How many it meets
-- tells how long the walk would be. Where it would be long the index of words is asked, as long as it knows of few; else
-- the walk goes on. Only when the words stand in many old tickets but in hardly any of the last thousands, all are
-- fetched and sorted. Measured at a million tickets: a step costs 2 microseconds, a hit of the index 4, and to ask it for
-- two words that stand in 40,000 tickets each takes 20 milliseconds; so both ways to fifty tickets take 35 ms where 3,000
-- hold both. The planner cannot tell which is shorter: it reckons with 148 tickets where 4,162 hold both, as names go together.
create or replace function tickets_with_words(
  wanted tsquery, before_at timestamptz, before_id uuid, most int,
  reach_member uuid, reach_stores uuid[], in_status text, in_store uuid
) returns table (ticket_id uuid, last_message_at timestamptz)
  language plpgsql stable security definer rows 50
  set search_path = public set plan_cache_mode = force_custom_plan set enable_seqscan = off as $$
declare
  -- As a value: what reads it off the settings would do so at each step.
  desk constant uuid := current_workspace();
  -- Of a single word, in whatever form, the index knows the hits at once; of several it reads where each of them stands.
  single constant boolean := regexp_replace(wanted::text, '\([^()]*\)', '', 'g') !~ '^[^|]*&';
  -- Walks that are longer cost more than the hits; how long this one will be is known after so many steps.
  worth constant int := case when single then 10000 else 20000 end;
  telling constant int := case when single or before_at is not null then 250 else 2000 end;
  farthest constant int := 15000;
  -- Hits that are more are not fetched; null when the index has been asked in vain, and after the farthest walk.
  enough int := 6000;
  steps int := 250;
  walked int := 0;
  -- Steps that the rest of the page will take, by what was met so far.
  ahead float8;
  met int := 0;
  met_now int;
  ids uuid[];
  moments timestamptz[];
  holding uuid[];
  reached_at timestamptz := coalesce(before_at, 'infinity');
  reached_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
begin
  loop
    select array_agg(near.id), array_agg(near.last_message_at) into ids, moments
      from (
        select t.id, t.last_message_at from tickets t
        where t.workspace_id = desk and (t.last_message_at, t.id) < (reached_at, reached_id)
          and (reach_member is null or t.assignee_id = reach_member or t.store_id = any (reach_stores))
          and (in_status is null or t.status = in_status)
          and (in_store is null or t.store_id = in_store)
        order by t.last_message_at desc, t.id desc
        limit steps
      ) near;
    -- All at once and by their ids: half of what one after the other costs. `is true` keeps the index of words out of it.
    holding := array(
      select s.ticket_id from ticket_search s
      where s.workspace_id = desk and s.ticket_id = any (array(select unnest(ids))) and (s.tokens @@ wanted) is true
    );
    return query
      select near.id, near.at from unnest(ids, moments) near (id, at)
      where near.id = any (holding)
      order by near.at desc, near.id desc
      limit most - met;
    get diagnostics met_now = row_count;
    met := met + met_now;
    exit when met >= most or ids is null or cardinality(ids) < steps;
    walked := walked + steps;
    reached_at := moments[steps];
    reached_id := ids[steps];
    ahead := (most - met) * walked / greatest(met, 0.5);
    steps := least(greatest(ahead * 1.2, 500), 4000);
    if walked < telling and walked + ahead > worth then
      steps := telling - walked;
    elsif walked + ahead > worth and (enough is not null or walked >= farthest) then
      if walked >= farthest then enough := null; end if;
      holding := array(
        select s.ticket_id from ticket_search s
        where s.workspace_id = desk and s.tokens @@ wanted
        limit enough
      );
      if enough is null or cardinality(holding) < enough then
        return query
          select t.id, t.last_message_at from tickets t
          where t.workspace_id = desk and t.id = any (holding)
            and (t.last_message_at, t.id) < (reached_at, reached_id)
            and (reach_member is null or t.assignee_id = reach_member or t.store_id = any (reach_stores))
            and (in_status is null or t.status = in_status)
            and (in_store is null or t.store_id = in_store)
          order by t.last_message_at desc, t.id desc
          limit most - met;
        exit;
      end if;
      enough := null;
    end if;
  end loop;
end $$;
