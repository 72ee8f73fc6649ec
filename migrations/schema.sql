-- The whole schema, written by `npm run contract`. Do not edit: change it by a new migration.

CREATE OR REPLACE FUNCTION public.channel_directory(wanted text)
 RETURNS TABLE(workspace_id uuid, id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
BEGIN ATOMIC
 SELECT c.workspace_id,
     c.id
    FROM channels c
   WHERE ((c.address = channel_directory.wanted) AND c.active);
END
;

CREATE OR REPLACE FUNCTION public.count_orders_early()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public'
AS $function$
declare
  named text;
begin
  foreach named in array array['orders', 'order_lines', 'returned_units', 'shipments', 'money_entries'] loop
    if (select reltuples < 1000 from pg_class where oid = named::regclass) then
      execute format('analyze %I', named);
    end if;
  end loop;
end $function$
;

CREATE OR REPLACE FUNCTION public.current_workspace()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('amends.workspace'::text, true), ''::text))::uuid
;

CREATE OR REPLACE FUNCTION public.forget_ticket_lines(wanted uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public'
BEGIN ATOMIC
 UPDATE ticket_events SET details = without_words(ticket_events.details)
   WHERE ((ticket_events.workspace_id = current_workspace()) AND (ticket_events.ticket_id = ANY (forget_ticket_lines.wanted)) AND (ticket_events.details <> without_words(ticket_events.details)));
END
;

CREATE OR REPLACE FUNCTION public.hold_settings()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  perform from workspaces where workspace_id = current_workspace() for no key update;
end $function$
;

CREATE OR REPLACE FUNCTION public.is_settings(target regclass, columns text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('create trigger settings_changed before insert or delete or update %s on %s for each statement execute function stamp_settings()',
    coalesce('of ' || columns, ''), target);
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_approved_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'approved' then
    raise exception 'an approved version never changes';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.keep_experiment_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'what an experiment has counted never changes';
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_dues_of_categories()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_dues (workspace_id, kind, names)
  select n.workspace_id, 'skus', array_agg(n.sku)
  from told n join before_it o on o.workspace_id = n.workspace_id and o.id = n.id
  where o.category <> n.category group by n.workspace_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_dues_of_costs()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_dues (workspace_id, kind, names)
  select p.workspace_id, 'skus', array_agg(distinct p.sku)
  from told c join products p on p.workspace_id = c.workspace_id and p.id = c.product_id group by p.workspace_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_dues_of_new_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_dues (workspace_id, kind, store_id, names)
  select workspace_id, 'orders', store_id, array_agg(number) from told group by workspace_id, store_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_dues_of_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_dues (workspace_id, kind, store_id, names)
  select workspace_id, 'orders', store_id, array_agg(distinct order_number)
  from told where order_number is not null group by workspace_id, store_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_dues_of_rates()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_dues (workspace_id, kind) select distinct workspace_id, 'rates' from told;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_lines_added()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'loss', day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id,
    sum(coalesce(base_amount, 0)), sum(sign), coalesce(sum(sign) filter (where base_amount is null and amount is not null), 0),
    coalesce(sum(sign) filter (where amount is null), 0)
  from added group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_lines_learned()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'loss', day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id,
    sum(way * coalesce(base_amount, 0)), sum(way * sign),
    coalesce(sum(way * sign) filter (where base_amount is null and amount is not null), 0),
    coalesce(sum(way * sign) filter (where amount is null), 0)
  from (select 1 as way, * from become union all select -1, * from been) each
  group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
  having (sum(way * coalesce(base_amount, 0)), sum(way * sign),
    coalesce(sum(way * sign) filter (where base_amount is null and amount is not null), 0)) is distinct from (0, 0, 0);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.loss_lines_stand()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if (new.booking_id, new.kind, new.counter, new.sign, new.amount, new.currency, new.day, new.store_id, new.sku, new.reason,
      new.quality, new.fault, new.policy_version_id)
      is distinct from (old.booking_id, old.kind, old.counter, old.sign, old.amount, old.currency, old.day, old.store_id,
      old.sku, old.reason, old.quality, old.fault, old.policy_version_id)
    or (old.base_amount is not null and (new.base_amount, new.rate, new.rate_day) is distinct from
      (old.base_amount, old.rate, old.rate_day))
    or (old.order_month <> '0001-01-01' and new.order_month <> old.order_month) then
    raise restrict_violation using message = 'a line of the loss ledger stands: reverse its booking', table = 'loss_lines';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.order_lines_have_orders()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from added l where not exists (
    select from orders o where o.workspace_id = l.workspace_id and o.id = l.order_id)) then
    raise foreign_key_violation using message = 'a line of an order that is not there', table = 'order_lines';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.orders_take_their_lines()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  delete from order_lines l using gone o where l.workspace_id = o.workspace_id and l.order_id = o.id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.protect(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy workspace_isolation on %s using (workspace_id = current_workspace()) with check (workspace_id = current_workspace())', target);
  execute format('grant select, insert, update, delete on %s to amends_app', target);
end $function$
;

CREATE OR REPLACE FUNCTION public.rows_have_their_store()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
declare
  named bigint;
  held bigint;
begin
  select count(distinct (workspace_id, store_id)) into named from added;
  -- Held, so that no store goes while something of it comes.
  perform from stores s where (s.workspace_id, s.id) in (select a.workspace_id, a.store_id from added a) for key share;
  get diagnostics held = row_count;
  if held < named then
    raise foreign_key_violation using message = 'rows of a store that is not there', table = tg_table_name;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.rows_stay_with_their_store()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  raise foreign_key_violation using message = 'rows stay with their store', table = tg_table_name;
end $function$
;

CREATE OR REPLACE FUNCTION public.settings_stamp()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (SELECT workspaces.settings_stamp FROM workspaces WHERE (workspaces.workspace_id = current_workspace()))
;

CREATE OR REPLACE FUNCTION public.shipped_costs_added()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'shipped', day, order_month, store_id, sku, category, '', 'unknown', '',
    '00000000-0000-0000-0000-000000000000', sum(coalesce(base_amount, 0)), count(*),
    count(*) filter (where base_amount is null and amount is not null), count(*) filter (where amount is null)
  from added group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.shipped_costs_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
    policy_version_id, amount, items, without_rate, without_cost)
  select workspace_id, 'shipped', day, order_month, store_id, sku, category, '', 'unknown', '',
    '00000000-0000-0000-0000-000000000000', sum(way * coalesce(base_amount, 0)), sum(way),
    coalesce(sum(way) filter (where base_amount is null and amount is not null), 0),
    coalesce(sum(way) filter (where amount is null), 0)
  from (select 1 as way, * from become union all select -1, * from been) each
  group by 1, 2, 3, 4, 5, 6, 7;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.stamp_settings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update workspaces set settings_stamp = gen_random_uuid() where workspace_id = current_workspace();
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.stores_keep_their_rows()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public'
AS $function$
begin
  if exists (select from orders o where o.workspace_id = old.workspace_id and o.store_id = old.id)
    or exists (select from returned_units r where r.workspace_id = old.workspace_id and r.store_id = old.id) then
    raise foreign_key_violation using message = 'a store that has orders or returned units', table = 'stores';
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.tickets_with_words(wanted tsquery, before_at timestamp with time zone, before_id uuid, most integer, reach_member uuid, reach_stores uuid[], in_status text, in_store uuid)
 RETURNS TABLE(ticket_id uuid, last_message_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'public'
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.without_words(said jsonb, named text DEFAULT ''::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'public'
AS $function$
begin
  if jsonb_typeof(said) = 'object' then
    return (select coalesce(jsonb_object_agg(key, without_words(value, key)), '{}') from jsonb_each(said));
  elsif jsonb_typeof(said) = 'array' then
    return (select coalesce(jsonb_agg(without_words(value, named) order by place), '[]')
      from jsonb_array_elements(said) with ordinality as part (value, place));
  elsif jsonb_typeof(said) = 'string' and named <> all (array['kind', 'subType', 'priority', 'channelKind',
      'marketplaceKind', 'status', 'measure', 'level', 'result', 'customerFeedback', 'templateKey', 'code', 'by',
      'confidence', 'from', 'to', 'number', 'until', 'dueAt', 'language'])
    and said #>> '{}' !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
    return '""';
  end if;
  return said;
end $function$
;

CREATE OR REPLACE FUNCTION public.workspace_directory()
 RETURNS TABLE(workspace_id uuid, slug text, name text, is_demo boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public'
BEGIN ATOMIC
 SELECT w.workspace_id,
     w.slug,
     w.name,
     w.is_demo
    FROM workspaces w
   ORDER BY w.created_at;
END
;

create table acknowledgement_switches (
  workspace_id uuid not null default current_workspace(),
  store_id uuid not null,
  kind text not null,
  enabled boolean not null,
  constraint acknowledgement_switches_pkey PRIMARY KEY (workspace_id, store_id, kind),
  constraint acknowledgement_switches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON acknowledgement_switches FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on acknowledgement_switches using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table acknowledgement_switches force row level security;

create table acknowledgements (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  address text not null,
  at timestamp with time zone not null,
  constraint acknowledgements_pkey PRIMARY KEY (workspace_id, ticket_id, address),
  constraint acknowledgements_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id)
);
CREATE INDEX acknowledgements_by_address ON acknowledgements USING btree (workspace_id, address, at);
CREATE INDEX acknowledgements_by_time ON acknowledgements USING btree (workspace_id, at);
create policy workspace_isolation on acknowledgements using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table acknowledgements force row level security;

create table action_entries (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  action_id uuid not null,
  kind text not null,
  note text not null default ''::text,
  owner_id uuid,
  due_at timestamp with time zone,
  before jsonb,
  undone_at timestamp with time zone,
  actor_id uuid not null,
  at timestamp with time zone not null,
  constraint action_entries_pkey PRIMARY KEY (workspace_id, id),
  constraint action_entries_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES actions(workspace_id, id) ON DELETE CASCADE,
  constraint action_entries_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'given'::text, 'answered'::text, 'accepted'::text, 'reopened'::text, 'withdrawn'::text, 'postponed'::text, 'overdue'::text, 'undone'::text])))
);
CREATE INDEX action_entries_of_action ON action_entries USING btree (workspace_id, action_id, id);
create policy workspace_isolation on action_entries using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table action_entries force row level security;

create table actions (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  department_id uuid not null,
  title text not null,
  ask text not null,
  ticket_id uuid,
  store_id uuid,
  evidence jsonb not null default '[]'::jsonb,
  stage text not null,
  outcome text,
  asked_by uuid not null,
  owner_id uuid,
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  answer text,
  answered_at timestamp with time zone,
  closed_at timestamp with time zone,
  reminded_at timestamp with time zone,
  constraint actions_pkey PRIMARY KEY (workspace_id, id),
  constraint actions_workspace_id_department_id_fkey FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id),
  constraint actions_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint actions_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id) ON DELETE CASCADE,
  constraint actions_check CHECK (((stage = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint actions_check1 CHECK (((stage = 'closed'::text) = (outcome IS NOT NULL))),
  constraint actions_check2 CHECK (((stage <> 'answered'::text) OR (answered_at IS NOT NULL))),
  constraint actions_check3 CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint actions_outcome_check CHECK ((outcome = ANY (ARRAY['accepted'::text, 'withdrawn'::text]))),
  constraint actions_stage_check CHECK ((stage = ANY (ARRAY['open'::text, 'answered'::text, 'closed'::text]))),
  constraint actions_title_check CHECK (((length(title) >= 1) AND (length(title) <= 160)))
);
CREATE INDEX actions_by_due ON actions USING btree (workspace_id, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX actions_by_end ON actions USING btree (workspace_id, closed_at, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX actions_of_any_department ON actions USING btree (workspace_id, department_id);
CREATE INDEX actions_of_asker ON actions USING btree (workspace_id, asked_by, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX actions_of_department ON actions USING btree (workspace_id, department_id, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX actions_of_owner ON actions USING btree (workspace_id, owner_id, due_at, id) WHERE (closed_at IS NULL);
CREATE INDEX actions_of_store ON actions USING btree (workspace_id, store_id) WHERE (store_id IS NOT NULL);
CREATE INDEX actions_of_ticket ON actions USING btree (workspace_id, ticket_id, id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX actions_unreminded ON actions USING btree (workspace_id, due_at, id) WHERE ((stage = 'open'::text) AND (reminded_at IS NULL));
create policy workspace_isolation on actions using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table actions force row level security;

create table anomalies (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  sku text not null,
  since date not null,
  batch text,
  stream text not null,
  state text not null,
  found_at timestamp with time zone not null,
  evidence double precision not null,
  observed integer not null,
  sent integer not null,
  exposure double precision not null,
  expected double precision not null,
  base_rate double precision not null,
  tail double precision not null,
  reasons jsonb not null,
  action_id uuid,
  acted_at timestamp with time zone,
  closed_at timestamp with time zone,
  closed_by uuid,
  close_reason text not null default ''::text,
  weighed_at timestamp with time zone not null,
  constraint anomalies_pkey PRIMARY KEY (workspace_id, id),
  constraint anomalies_workspace_id_action_id_fkey FOREIGN KEY (workspace_id, action_id) REFERENCES actions(workspace_id, id),
  constraint anomalies_check CHECK (((state = ANY (ARRAY['solved'::text, 'dismissed'::text])) = (closed_at IS NOT NULL))),
  constraint anomalies_check1 CHECK (((state <> ALL (ARRAY['asked'::text, 'watched'::text])) OR (action_id IS NOT NULL))),
  constraint anomalies_check2 CHECK (((state <> 'watched'::text) OR (acted_at IS NOT NULL))),
  constraint anomalies_state_check CHECK ((state = ANY (ARRAY['open'::text, 'asked'::text, 'watched'::text, 'solved'::text, 'dismissed'::text]))),
  constraint anomalies_stream_check CHECK ((stream = ANY (ARRAY['all'::text, 'quality'::text, 'description'::text, 'damaged'::text, 'wrong-item'::text])))
);
CREATE INDEX anomalies_by_finding ON anomalies USING btree (workspace_id, found_at, id);
CREATE INDEX anomalies_of_action ON anomalies USING btree (workspace_id, action_id) WHERE (action_id IS NOT NULL);
CREATE INDEX anomalies_of_sku ON anomalies USING btree (workspace_id, sku, closed_at);
CREATE INDEX anomalies_open_by_finding ON anomalies USING btree (workspace_id, found_at, id) WHERE (closed_at IS NULL);
CREATE UNIQUE INDEX anomalies_open_of_sku ON anomalies USING btree (workspace_id, sku) WHERE (closed_at IS NULL);
create policy workspace_isolation on anomalies using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table anomalies force row level security;

create table anomaly_looks (
  workspace_id uuid not null default current_workspace(),
  counted_at timestamp with time zone,
  looked_at timestamp with time zone,
  curve jsonb,
  tested integer not null default 0,
  found integer not null default 0,
  constraint anomaly_looks_pkey PRIMARY KEY (workspace_id)
);
create policy workspace_isolation on anomaly_looks using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table anomaly_looks force row level security;

create table api_tokens (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  member_id uuid not null,
  name text not null,
  token_hash bytea not null,
  permissions text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_tokens_pkey PRIMARY KEY (workspace_id, id),
  constraint api_tokens_workspace_id_token_hash_key UNIQUE (workspace_id, token_hash),
  constraint api_tokens_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint api_tokens_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE INDEX api_tokens_by_member ON api_tokens USING btree (workspace_id, member_id);
create policy workspace_isolation on api_tokens using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table api_tokens force row level security;

create table assignment_settings (
  workspace_id uuid not null default current_workspace(),
  automatic boolean not null,
  sticky boolean not null,
  substitute boolean not null,
  default_capacity integer not null,
  pressing_weight numeric(4,2) not null,
  constraint assignment_settings_pkey PRIMARY KEY (workspace_id),
  constraint assignment_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint assignment_settings_default_capacity_check CHECK (((default_capacity >= 1) AND (default_capacity <= 1000))),
  constraint assignment_settings_pressing_weight_check CHECK (((pressing_weight >= (1)::numeric) AND (pressing_weight <= (10)::numeric)))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON assignment_settings FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on assignment_settings using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table assignment_settings force row level security;

create table audit_entries (
  workspace_id uuid not null default current_workspace(),
  sequence bigint not null,
  at timestamp with time zone not null,
  action text not null,
  actor_kind text not null,
  actor_id uuid not null,
  subject_kind text not null,
  subject_id text not null,
  subject_name text not null,
  details text not null,
  request_id text not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_entries_pkey PRIMARY KEY (workspace_id, sequence),
  constraint audit_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint audit_entries_action_check CHECK ((action ~ '^[a-z-]+\.[a-z-]+$'::text)),
  constraint audit_entries_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'token'::text, 'system'::text, 'buyer'::text, 'nobody'::text]))),
  constraint audit_entries_details_check CHECK (((details)::jsonb IS NOT NULL)),
  constraint audit_entries_hash_check CHECK ((length(hash) = 32)),
  constraint audit_entries_previous_hash_check CHECK ((length(previous_hash) = 32)),
  constraint audit_entries_sequence_check CHECK ((sequence > 0))
);
CREATE INDEX audit_entries_by_action ON audit_entries USING btree (workspace_id, action text_pattern_ops, sequence);
CREATE INDEX audit_entries_by_actor ON audit_entries USING btree (workspace_id, actor_id, sequence);
CREATE INDEX audit_entries_by_subject ON audit_entries USING btree (workspace_id, subject_id, sequence);
CREATE INDEX audit_entries_by_time ON audit_entries USING btree (workspace_id, at);
create policy workspace_isolation on audit_entries using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table audit_entries force row level security;

create table audit_heads (
  workspace_id uuid not null default current_workspace(),
  sequence bigint not null,
  hash bytea not null,
  seal bytea,
  constraint audit_heads_pkey PRIMARY KEY (workspace_id),
  constraint audit_heads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint audit_heads_check CHECK (((sequence = 0) = (seal IS NULL))),
  constraint audit_heads_hash_check CHECK ((length(hash) = 32)),
  constraint audit_heads_seal_check CHECK ((length(seal) = 32)),
  constraint audit_heads_sequence_check CHECK ((sequence >= 0))
);
create policy workspace_isolation on audit_heads using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table audit_heads force row level security;

create table audit_verifications (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  state text not null default 'running'::text,
  checked bigint not null default 0,
  total bigint not null,
  breach_count bigint not null default 0,
  breaches jsonb not null default '[]'::jsonb,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint audit_verifications_pkey PRIMARY KEY (workspace_id, id),
  constraint audit_verifications_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint audit_verifications_check CHECK (((ended_at IS NULL) = (state = 'running'::text))),
  constraint audit_verifications_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX audit_verifications_newest ON audit_verifications USING btree (workspace_id, asked_at DESC, id DESC);
CREATE UNIQUE INDEX audit_verifications_running ON audit_verifications USING btree (workspace_id) WHERE (state = 'running'::text);
create policy workspace_isolation on audit_verifications using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table audit_verifications force row level security;

create table availabilities (
  workspace_id uuid not null default current_workspace(),
  member_id uuid not null,
  state text not null default 'off-duty'::text,
  state_since timestamp with time zone not null,
  capacity integer,
  kinds text[] not null default '{}'::text[],
  last_given_at timestamp with time zone,
  constraint availabilities_pkey PRIMARY KEY (workspace_id, member_id),
  constraint availabilities_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint availabilities_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint availabilities_capacity_check CHECK (((capacity >= 0) AND (capacity <= 1000))),
  constraint availabilities_state_check CHECK ((state = ANY (ARRAY['on-duty'::text, 'off-duty'::text, 'away'::text])))
);
CREATE INDEX availabilities_on_duty ON availabilities USING btree (workspace_id, member_id) WHERE (state = 'on-duty'::text);
create policy workspace_isolation on availabilities using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table availabilities force row level security;

create table awaited_mails (
  workspace_id uuid not null default current_workspace(),
  mail_message_id text not null,
  ticket_id uuid not null,
  awaited_since timestamp with time zone not null,
  constraint awaited_mails_pkey PRIMARY KEY (workspace_id, mail_message_id, ticket_id),
  constraint awaited_mails_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id)
);
CREATE INDEX awaited_mails_by_age ON awaited_mails USING btree (workspace_id, awaited_since);
CREATE INDEX awaited_mails_by_ticket ON awaited_mails USING btree (workspace_id, ticket_id);
create policy workspace_isolation on awaited_mails using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table awaited_mails force row level security;

create table calendar_holidays (
  workspace_id uuid not null default current_workspace(),
  calendar_id uuid not null,
  date date not null,
  name text not null,
  open jsonb not null default '[]'::jsonb,
  constraint calendar_holidays_pkey PRIMARY KEY (workspace_id, calendar_id, date),
  constraint calendar_holidays_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE CASCADE,
  constraint calendar_holidays_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON calendar_holidays FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on calendar_holidays using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table calendar_holidays force row level security;

create table calendars (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  zone text not null,
  always_open boolean not null,
  periods jsonb not null,
  updated_at timestamp with time zone not null,
  constraint calendars_pkey PRIMARY KEY (workspace_id, id),
  constraint calendars_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint calendars_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX calendars_listed ON calendars USING btree (workspace_id, name, id);
CREATE UNIQUE INDEX calendars_by_name ON calendars USING btree (workspace_id, lower(name));
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON calendars FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on calendars using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table calendars force row level security;

create table channels (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  kind text not null,
  name text not null,
  address text not null,
  store_id uuid,
  settings jsonb not null default '{}'::jsonb,
  secrets bytea,
  active boolean not null default true,
  state text not null default 'new'::text,
  problem jsonb,
  checked_at timestamp with time zone,
  progress jsonb,
  created_at timestamp with time zone not null,
  constraint channels_pkey PRIMARY KEY (workspace_id, id),
  constraint channels_workspace_id_address_key UNIQUE (workspace_id, address),
  constraint channels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint channels_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint channels_address_check CHECK (((address = lower(address)) AND (address ~~ '%_@_%'::text))),
  constraint channels_kind_check CHECK ((kind = ANY (ARRAY['mailbox'::text, 'receiver'::text]))),
  constraint channels_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint channels_state_check CHECK ((state = ANY (ARRAY['new'::text, 'ok'::text, 'failing'::text])))
);
CREATE INDEX channels_by_address ON channels USING btree (address) WHERE active;
CREATE INDEX channels_of_store ON channels USING btree (workspace_id, store_id);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE OF kind, name, address, store_id, settings, secrets, active ON channels FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy channels_directory on channels for select to amends_owner using (true);
create policy workspace_isolation on channels using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table channels force row level security;

create table classification_corrections (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  ticket_id uuid,
  text text not null,
  language text not null,
  kind text not null,
  sub_type text,
  corrected_by uuid not null,
  corrected_at timestamp with time zone not null,
  constraint classification_corrections_pkey PRIMARY KEY (workspace_id, id),
  constraint classification_corrections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint classification_corrections_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint classification_corrections_text_check CHECK ((length(text) <= 4000))
);
CREATE INDEX classification_corrections_by_time ON classification_corrections USING btree (workspace_id, corrected_at DESC, id DESC);
CREATE UNIQUE INDEX classification_corrections_by_ticket ON classification_corrections USING btree (workspace_id, ticket_id) WHERE (ticket_id IS NOT NULL);
create policy workspace_isolation on classification_corrections using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table classification_corrections force row level security;

create table classification_intent_models (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  learnt_at timestamp with time zone not null,
  learnt_from integer not null,
  shipped_version text not null,
  packed jsonb not null,
  constraint classification_intent_models_pkey PRIMARY KEY (workspace_id),
  constraint classification_intent_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
create policy workspace_isolation on classification_intent_models using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table classification_intent_models force row level security;

create table classification_intents (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  message_id uuid,
  ticket_id uuid,
  text text not null,
  language text not null,
  proposed text not null,
  confirmed text not null,
  confirmed_by uuid not null,
  confirmed_at timestamp with time zone not null,
  constraint classification_intents_pkey PRIMARY KEY (workspace_id, id),
  constraint classification_intents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint classification_intents_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint classification_intents_text_check CHECK ((length(text) <= 4000))
);
CREATE INDEX classification_intents_by_ticket ON classification_intents USING btree (workspace_id, ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE INDEX classification_intents_by_time ON classification_intents USING btree (workspace_id, confirmed_at DESC, id DESC);
CREATE UNIQUE INDEX classification_intents_by_message ON classification_intents USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
create policy workspace_isolation on classification_intents using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table classification_intents force row level security;

create table classification_models (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  made_at timestamp with time zone not null,
  learnt_from integer not null,
  shipped_version text not null,
  packed jsonb not null,
  constraint classification_models_pkey PRIMARY KEY (workspace_id, id),
  constraint classification_models_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
CREATE INDEX classification_models_by_time ON classification_models USING btree (workspace_id, made_at DESC);
create policy workspace_isolation on classification_models using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table classification_models force row level security;

create table classification_rules (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  phrase text not null,
  language text,
  kind text not null,
  sub_type text,
  active boolean not null,
  updated_at timestamp with time zone not null,
  constraint classification_rules_pkey PRIMARY KEY (workspace_id, id),
  constraint classification_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint classification_rules_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint classification_rules_phrase_check CHECK (((length(phrase) >= 2) AND (length(phrase) <= 120)))
);
CREATE UNIQUE INDEX classification_rules_by_phrase ON classification_rules USING btree (workspace_id, lower(phrase), language) NULLS NOT DISTINCT;
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON classification_rules FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on classification_rules using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table classification_rules force row level security;

create table classification_state (
  workspace_id uuid not null default current_workspace(),
  model_id uuid,
  learnt_at timestamp with time zone,
  learnt_from integer not null default 0,
  rules_version integer not null default 0,
  order_patterns jsonb not null default '[]'::jsonb,
  constraint classification_state_pkey PRIMARY KEY (workspace_id),
  constraint classification_state_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON classification_state FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on classification_state using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table classification_state force row level security;

create table cleanup_findings (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  key text not null,
  constraint cleanup_findings_pkey PRIMARY KEY (workspace_id, kind, key)
);
create policy workspace_isolation on cleanup_findings using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table cleanup_findings force row level security;

create table cleanup_looks (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  id uuid not null,
  status text not null,
  days integer not null,
  before timestamp with time zone not null,
  after_mark text,
  found integer not null default 0,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint cleanup_looks_pkey PRIMARY KEY (workspace_id, kind),
  constraint cleanup_looks_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
create policy workspace_isolation on cleanup_looks using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table cleanup_looks force row level security;

create table cleanup_restores (
  workspace_id uuid not null default current_workspace(),
  run_id uuid not null,
  place integer not null,
  restore jsonb not null,
  constraint cleanup_restores_pkey PRIMARY KEY (workspace_id, run_id, place),
  constraint cleanup_restores_workspace_id_run_id_fkey FOREIGN KEY (workspace_id, run_id) REFERENCES cleanup_runs(workspace_id, id) ON DELETE CASCADE
);
create policy workspace_isolation on cleanup_restores using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table cleanup_restores force row level security;

create table cleanup_runs (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  kind text not null,
  status text not null default 'waiting'::text,
  days integer not null,
  before timestamp with time zone not null,
  keys text[],
  chosen integer not null,
  cleaned integer not null default 0,
  kept integer not null default 0,
  files text[] not null default '{}'::text[],
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  undo_status text,
  undone integer not null default 0,
  undone_by uuid,
  undo_ended_at timestamp with time zone,
  constraint cleanup_runs_pkey PRIMARY KEY (workspace_id, id),
  constraint cleanup_runs_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))),
  constraint cleanup_runs_undo_status_check CHECK ((undo_status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX cleanup_runs_by_end ON cleanup_runs USING btree (workspace_id, ended_at);
CREATE INDEX cleanup_runs_of_kind ON cleanup_runs USING btree (workspace_id, kind, id);
CREATE UNIQUE INDEX cleanup_runs_open ON cleanup_runs USING btree (workspace_id, kind) WHERE ((status = ANY (ARRAY['waiting'::text, 'running'::text])) OR (undo_status = ANY (ARRAY['waiting'::text, 'running'::text])));
create policy workspace_isolation on cleanup_runs using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table cleanup_runs force row level security;

create table cleanup_settings (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  days integer not null,
  constraint cleanup_settings_pkey PRIMARY KEY (workspace_id, kind),
  constraint cleanup_settings_days_check CHECK (((days >= 1) AND (days <= 3650)))
);
create policy workspace_isolation on cleanup_settings using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table cleanup_settings force row level security;

create table clocks (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  ticket_id uuid not null,
  measure text not null,
  policy_id uuid,
  calendar_id uuid,
  started_at timestamp with time zone not null,
  limit_ms bigint not null,
  pauses_for_buyer boolean not null,
  pauses jsonb not null default '[]'::jsonb,
  stopped_at timestamp with time zone,
  stopped_how text,
  breached_at timestamp with time zone,
  reminded smallint not null default 0,
  due_at timestamp with time zone,
  next_at timestamp with time zone,
  spent_ms bigint,
  constraint clocks_pkey PRIMARY KEY (workspace_id, id),
  constraint clocks_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id) ON DELETE SET NULL (calendar_id),
  constraint clocks_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES sla_policies(workspace_id, id) ON DELETE SET NULL (policy_id),
  constraint clocks_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES sla_courses(workspace_id, ticket_id),
  constraint clocks_check CHECK (((stopped_at IS NULL) = (stopped_how IS NULL))),
  constraint clocks_check1 CHECK (((stopped_at IS NULL) OR (next_at IS NULL))),
  constraint clocks_limit_ms_check CHECK ((limit_ms >= 0)),
  constraint clocks_measure_check CHECK ((measure = ANY (ARRAY['first-response'::text, 'next-response'::text, 'solution-proposed'::text, 'promise'::text, 'resolution'::text]))),
  constraint clocks_reminded_check CHECK ((reminded = ANY (ARRAY[0, 50, 80, 100]))),
  constraint clocks_stopped_how_check CHECK ((stopped_how = ANY (ARRAY['met'::text, 'resolved'::text, 'dropped'::text])))
);
CREATE INDEX clocks_by_calendar ON clocks USING btree (workspace_id, calendar_id, id) WHERE (calendar_id IS NOT NULL);
CREATE INDEX clocks_by_policy ON clocks USING btree (workspace_id, policy_id) WHERE (policy_id IS NOT NULL);
CREATE INDEX clocks_of_ticket ON clocks USING btree (workspace_id, ticket_id, started_at, id);
CREATE INDEX clocks_to_remind ON clocks USING btree (workspace_id, next_at, id) WHERE (next_at IS NOT NULL);
CREATE UNIQUE INDEX clocks_one_running ON clocks USING btree (workspace_id, ticket_id, measure) WHERE (stopped_at IS NULL);
create policy workspace_isolation on clocks using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table clocks force row level security;

create table currency_rates (
  workspace_id uuid not null default current_workspace(),
  from_currency text not null,
  to_currency text not null,
  day date not null,
  rate numeric(18,10) not null,
  source text not null,
  recorded_at timestamp with time zone not null,
  constraint currency_rates_pkey PRIMARY KEY (workspace_id, from_currency, to_currency, day),
  constraint currency_rates_check CHECK ((from_currency <> to_currency)),
  constraint currency_rates_from_currency_check CHECK ((from_currency ~ '^[A-Z]{3}$'::text)),
  constraint currency_rates_rate_check CHECK ((rate > (0)::numeric)),
  constraint currency_rates_to_currency_check CHECK ((to_currency ~ '^[A-Z]{3}$'::text))
);
CREATE INDEX currency_rates_by_day ON currency_rates USING btree (workspace_id, day, from_currency, to_currency);
CREATE TRIGGER losses_due_added AFTER INSERT ON currency_rates REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_rates();
create policy workspace_isolation on currency_rates using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table currency_rates force row level security;

create table customer_consents (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  purpose text not null,
  state text not null,
  source text not null,
  note text not null default ''::text,
  message_id uuid,
  said_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid not null,
  constraint customer_consents_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_consents_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_consents_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'token'::text, 'system'::text, 'buyer'::text]))),
  constraint customer_consents_check CHECK (((state <> 'given'::text) OR (note <> ''::text) OR (message_id IS NOT NULL))),
  constraint customer_consents_check1 CHECK (((state <> 'unknown'::text) OR (note <> ''::text))),
  constraint customer_consents_note_check CHECK ((length(note) <= 1000)),
  constraint customer_consents_purpose_check CHECK ((purpose = ANY (ARRAY['follow-up-email'::text, 'follow-up-phone'::text, 'offers-email'::text, 'survey'::text]))),
  constraint customer_consents_source_check CHECK ((source = ANY (ARRAY['letter'::text, 'phone'::text, 'form'::text, 'order'::text, 'link'::text, 'other'::text]))),
  constraint customer_consents_state_check CHECK ((state = ANY (ARRAY['given'::text, 'withdrawn'::text, 'unknown'::text])))
);
CREATE INDEX customer_consents_of_customer ON customer_consents USING btree (workspace_id, customer_id, purpose, said_at, id);
create policy workspace_isolation on customer_consents using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customer_consents force row level security;

create table customer_contacts (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  address text not null,
  written text not null,
  store_id uuid,
  created_at timestamp with time zone not null,
  likeness text not null generated always as (
CASE
    WHEN (kind = 'phone'::text) THEN ('tel:'::text || "right"(regexp_replace(address, '[^0-9]'::text, ''::text, 'g'::text), 8))
    WHEN ((kind = 'email'::text) AND (regexp_replace(address, '^.*@'::text, ''::text) = ANY (ARRAY['gmail.com'::text, 'googlemail.com'::text]))) THEN (('mail:'::text || replace(regexp_replace(regexp_replace(address, '@[^@]*$'::text, ''::text), '(.)\+.*$'::text, '\1'::text), '.'::text, ''::text)) || '@gmail.com'::text)
    WHEN (kind = 'email'::text) THEN ((('mail:'::text || regexp_replace(regexp_replace(address, '@[^@]*$'::text, ''::text), '(.)\+.*$'::text, '\1'::text)) || '@'::text) || regexp_replace(address, '^.*@'::text, ''::text))
    ELSE ('alias:'::text || address)
END) stored,
  constraint customer_contacts_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_contacts_workspace_id_kind_address_store_id_key UNIQUE NULLS NOT DISTINCT (workspace_id, kind, address, store_id),
  constraint customer_contacts_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_contacts_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint customer_contacts_address_check CHECK ((address <> ''::text)),
  constraint customer_contacts_kind_check CHECK ((kind = ANY (ARRAY['email'::text, 'amazon-alias'::text, 'ebay-alias'::text, 'phone'::text])))
);
CREATE INDEX customer_contacts_by_customer ON customer_contacts USING btree (workspace_id, customer_id);
CREATE INDEX customer_contacts_by_likeness ON customer_contacts USING btree (workspace_id, likeness);
CREATE INDEX customer_contacts_by_store ON customer_contacts USING btree (workspace_id, store_id) WHERE (store_id IS NOT NULL);
create policy workspace_isolation on customer_contacts using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customer_contacts force row level security;

create table customer_exports (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  status text not null default 'waiting'::text,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  sha256 text,
  size bigint,
  expires_at timestamp with time zone,
  problem text,
  constraint customer_exports_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_exports_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint customer_exports_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint customer_exports_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX customer_exports_by_expiry ON customer_exports USING btree (workspace_id, expires_at) WHERE (sha256 IS NOT NULL);
CREATE INDEX customer_exports_of_customer ON customer_exports USING btree (workspace_id, customer_id, id);
CREATE UNIQUE INDEX customer_exports_open ON customer_exports USING btree (workspace_id, customer_id) WHERE (status = ANY (ARRAY['waiting'::text, 'running'::text]));
create policy workspace_isolation on customer_exports using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customer_exports force row level security;

create table customer_merges (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  moved jsonb not null,
  reason text not null default ''::text,
  crossings jsonb not null default '[]'::jsonb,
  merged_at timestamp with time zone not null,
  merged_by_kind text not null,
  merged_by uuid not null,
  undone_at timestamp with time zone,
  undone_by_kind text,
  undone_by uuid,
  constraint customer_merges_pkey PRIMARY KEY (workspace_id, id),
  constraint customer_merges_workspace_id_merged_id_fkey FOREIGN KEY (workspace_id, merged_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_merges_workspace_id_survivor_id_fkey FOREIGN KEY (workspace_id, survivor_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_merges_check CHECK ((survivor_id <> merged_id)),
  constraint customer_merges_check1 CHECK (((crossings = '[]'::jsonb) OR (reason <> ''::text))),
  constraint customer_merges_check2 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint customer_merges_reason_check CHECK ((length(reason) <= 500))
);
CREATE INDEX customer_merges_of_merged ON customer_merges USING btree (workspace_id, merged_id, id);
CREATE INDEX customer_merges_of_survivor ON customer_merges USING btree (workspace_id, survivor_id, id);
CREATE UNIQUE INDEX customer_merges_standing ON customer_merges USING btree (workspace_id, merged_id) WHERE (undone_at IS NULL);
create policy workspace_isolation on customer_merges using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customer_merges force row level security;

create table customer_thresholds (
  workspace_id uuid not null default current_workspace(),
  returning_orders integer not null,
  regular_orders integer not null,
  key_orders integer not null,
  watch_percent integer not null,
  high_percent integer not null,
  watch_returned integer not null,
  high_returned integer not null,
  watch_claims integer not null,
  high_claims integer not null,
  watch_outside_policy integer not null,
  constraint customer_thresholds_pkey PRIMARY KEY (workspace_id),
  constraint customer_thresholds_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint customer_thresholds_check CHECK (((regular_orders > returning_orders) AND (regular_orders <= 10000))),
  constraint customer_thresholds_check1 CHECK (((key_orders > regular_orders) AND (key_orders <= 10000))),
  constraint customer_thresholds_check2 CHECK (((high_percent >= watch_percent) AND (high_percent <= 100))),
  constraint customer_thresholds_check3 CHECK (((high_returned >= watch_returned) AND (high_returned <= 10000))),
  constraint customer_thresholds_check4 CHECK (((high_claims >= watch_claims) AND (high_claims <= 1000))),
  constraint customer_thresholds_returning_orders_check CHECK (((returning_orders >= 2) AND (returning_orders <= 10000))),
  constraint customer_thresholds_watch_claims_check CHECK (((watch_claims >= 1) AND (watch_claims <= 1000))),
  constraint customer_thresholds_watch_outside_policy_check CHECK (((watch_outside_policy >= 1) AND (watch_outside_policy <= 10000))),
  constraint customer_thresholds_watch_percent_check CHECK (((watch_percent >= 1) AND (watch_percent <= 100))),
  constraint customer_thresholds_watch_returned_check CHECK (((watch_returned >= 1) AND (watch_returned <= 10000)))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON customer_thresholds FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on customer_thresholds using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customer_thresholds force row level security;

create table customer_words (
  workspace_id uuid not null default current_workspace(),
  word text not null,
  customer_id uuid not null,
  constraint customer_words_pkey PRIMARY KEY (workspace_id, word, customer_id),
  constraint customer_words_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customer_words_word_check CHECK (((length(word) >= 1) AND (length(word) <= 120)))
);
CREATE INDEX customer_words_by_customer ON customer_words USING btree (workspace_id, customer_id);
create policy workspace_isolation on customer_words using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customer_words force row level security;

create table customers (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null default ''::text,
  language text,
  vip boolean not null default false,
  vip_reason text not null default ''::text,
  notes text not null default ''::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  special_needs text not null default ''::text,
  preferences text not null default ''::text,
  merged_into uuid,
  erased_at timestamp with time zone,
  constraint customers_pkey PRIMARY KEY (workspace_id, id),
  constraint customers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint customers_workspace_id_merged_into_fkey FOREIGN KEY (workspace_id, merged_into) REFERENCES customers(workspace_id, id),
  constraint customers_check CHECK (((NOT vip) OR (vip_reason <> ''::text))),
  constraint customers_check1 CHECK ((merged_into <> id)),
  constraint customers_name_check CHECK ((length(name) <= 200)),
  constraint customers_notes_check CHECK ((length(notes) <= 10000)),
  constraint customers_preferences_check CHECK ((length(preferences) <= 2000)),
  constraint customers_special_needs_check CHECK ((length(special_needs) <= 2000))
);
CREATE INDEX customers_merged ON customers USING btree (workspace_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX customers_vip ON customers USING btree (workspace_id, id) WHERE vip;
create policy workspace_isolation on customers using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customers force row level security;

create table customers_apart (
  workspace_id uuid not null default current_workspace(),
  one_id uuid not null,
  other_id uuid not null,
  said_at timestamp with time zone not null,
  actor_kind text not null,
  actor_id uuid not null,
  constraint customers_apart_pkey PRIMARY KEY (workspace_id, one_id, other_id),
  constraint customers_apart_workspace_id_one_id_fkey FOREIGN KEY (workspace_id, one_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customers_apart_workspace_id_other_id_fkey FOREIGN KEY (workspace_id, other_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint customers_apart_check CHECK ((one_id < other_id))
);
CREATE INDEX customers_apart_by_other ON customers_apart USING btree (workspace_id, other_id);
create policy workspace_isolation on customers_apart using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table customers_apart force row level security;

create table department_members (
  workspace_id uuid not null default current_workspace(),
  department_id uuid not null,
  member_id uuid not null,
  constraint department_members_pkey PRIMARY KEY (workspace_id, department_id, member_id),
  constraint department_members_workspace_id_department_id_fkey FOREIGN KEY (workspace_id, department_id) REFERENCES departments(workspace_id, id) ON DELETE CASCADE,
  constraint department_members_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX department_members_of_member ON department_members USING btree (workspace_id, member_id);
create policy workspace_isolation on department_members using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table department_members force row level security;

create table departments (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  field text not null,
  limit_seconds integer not null,
  calendar_id uuid,
  active boolean not null default true,
  constraint departments_pkey PRIMARY KEY (workspace_id, id),
  constraint departments_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  constraint departments_field_check CHECK ((field = ANY (ARRAY['purchasing'::text, 'quality'::text, 'logistics'::text, 'sales'::text, 'technology'::text, 'finance'::text, 'operations'::text, 'other'::text]))),
  constraint departments_limit_seconds_check CHECK (((limit_seconds >= 3600) AND (limit_seconds <= 7776000))),
  constraint departments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
CREATE INDEX departments_of_calendar ON departments USING btree (workspace_id, calendar_id) WHERE (calendar_id IS NOT NULL);
CREATE UNIQUE INDEX departments_by_name ON departments USING btree (workspace_id, lower(name));
create policy workspace_isolation on departments using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table departments force row level security;

create table drafts (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  member_id uuid not null,
  direction text not null,
  text text not null,
  template_key text,
  updated_at timestamp with time zone not null,
  constraint drafts_pkey PRIMARY KEY (workspace_id, ticket_id, member_id, direction),
  constraint drafts_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  constraint drafts_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id),
  constraint drafts_direction_check CHECK ((direction = ANY (ARRAY['outbound'::text, 'note'::text])))
);
CREATE INDEX drafts_by_member ON drafts USING btree (workspace_id, member_id, updated_at);
create policy workspace_isolation on drafts using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table drafts force row level security;

create table erasure_files (
  workspace_id uuid not null default current_workspace(),
  erasure_id uuid not null,
  sha256 text not null,
  constraint erasure_files_pkey PRIMARY KEY (workspace_id, erasure_id, sha256),
  constraint erasure_files_workspace_id_erasure_id_fkey FOREIGN KEY (workspace_id, erasure_id) REFERENCES erasures(workspace_id, id) ON DELETE CASCADE,
  constraint erasure_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
create policy workspace_isolation on erasure_files using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table erasure_files force row level security;

create table erasures (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  status text not null default 'waiting'::text,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  reach jsonb not null default '{}'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  whose jsonb,
  problem text,
  constraint erasures_pkey PRIMARY KEY (workspace_id, id),
  constraint erasures_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint erasures_check CHECK (((status <> 'done'::text) OR (whose IS NULL))),
  constraint erasures_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX erasures_of_customer ON erasures USING btree (workspace_id, customer_id, id);
CREATE UNIQUE INDEX erasures_open ON erasures USING btree (workspace_id, customer_id) WHERE (status <> 'done'::text);
create policy workspace_isolation on erasures using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table erasures force row level security;

create table experiment_arms (
  workspace_id uuid not null default current_workspace(),
  experiment_id uuid not null,
  position integer not null,
  version_id uuid not null,
  weight integer not null,
  constraint experiment_arms_pkey PRIMARY KEY (workspace_id, experiment_id, "position"),
  constraint experiment_arms_workspace_id_experiment_id_version_id_key UNIQUE (workspace_id, experiment_id, version_id),
  constraint experiment_arms_workspace_id_experiment_id_fkey FOREIGN KEY (workspace_id, experiment_id) REFERENCES experiments(workspace_id, id) ON DELETE CASCADE,
  constraint experiment_arms_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES policy_versions(workspace_id, id),
  constraint experiment_arms_position_check CHECK ((("position" >= 0) AND ("position" <= 3))),
  constraint experiment_arms_weight_check CHECK (((weight >= 1) AND (weight <= 99)))
);
CREATE INDEX experiment_arms_of_version ON experiment_arms USING btree (workspace_id, version_id);
create policy workspace_isolation on experiment_arms using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table experiment_arms force row level security;

create table experiment_assignments (
  workspace_id uuid not null default current_workspace(),
  experiment_id uuid not null,
  request_id uuid not null,
  position integer not null,
  assigned_at timestamp with time zone not null,
  constraint experiment_assignments_pkey PRIMARY KEY (workspace_id, request_id),
  constraint experiment_assignments_workspace_id_experiment_id_fkey FOREIGN KEY (workspace_id, experiment_id) REFERENCES experiments(workspace_id, id)
);
CREATE INDEX experiment_assignments_of_arm ON experiment_assignments USING btree (workspace_id, experiment_id, "position");
CREATE TRIGGER assignments_stay BEFORE UPDATE ON experiment_assignments FOR EACH ROW EXECUTE FUNCTION keep_experiment_rows();
create policy workspace_isolation on experiment_assignments using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table experiment_assignments force row level security;

create table experiment_looks (
  workspace_id uuid not null default current_workspace(),
  experiment_id uuid not null,
  returns integer not null,
  comparisons jsonb not null,
  looked_at timestamp with time zone not null,
  constraint experiment_looks_pkey PRIMARY KEY (workspace_id, experiment_id, returns),
  constraint experiment_looks_workspace_id_experiment_id_fkey FOREIGN KEY (workspace_id, experiment_id) REFERENCES experiments(workspace_id, id) ON DELETE CASCADE
);
create policy workspace_isolation on experiment_looks using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table experiment_looks force row level security;

create table experiment_opinions (
  workspace_id uuid not null default current_workspace(),
  request_id uuid not null,
  experiment_id uuid not null,
  is_satisfied boolean not null,
  heard_at timestamp with time zone not null,
  constraint experiment_opinions_pkey PRIMARY KEY (workspace_id, request_id),
  constraint experiment_opinions_workspace_id_request_id_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES experiment_assignments(workspace_id, request_id)
);
CREATE INDEX experiment_opinions_of ON experiment_opinions USING btree (workspace_id, experiment_id);
create policy workspace_isolation on experiment_opinions using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table experiment_opinions force row level security;

create table experiment_outcomes (
  workspace_id uuid not null default current_workspace(),
  request_id uuid not null,
  experiment_id uuid not null,
  position integer not null,
  loss bigint,
  currency text not null,
  loss_share double precision,
  is_given_up boolean not null,
  has_claim boolean not null,
  counted_at timestamp with time zone not null,
  constraint experiment_outcomes_pkey PRIMARY KEY (workspace_id, request_id),
  constraint experiment_outcomes_workspace_id_request_id_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES experiment_assignments(workspace_id, request_id)
);
CREATE INDEX experiment_outcomes_in_order ON experiment_outcomes USING btree (workspace_id, experiment_id, counted_at, request_id);
CREATE TRIGGER outcomes_stay BEFORE UPDATE ON experiment_outcomes FOR EACH ROW EXECUTE FUNCTION keep_experiment_rows();
create policy workspace_isolation on experiment_outcomes using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table experiment_outcomes force row level security;

create table experiments (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  policy_id uuid not null,
  state text not null,
  goal text not null,
  effect double precision not null,
  alpha double precision not null,
  power double precision not null,
  deviation double precision not null,
  size integer not null,
  spares_important boolean not null,
  verdict jsonb,
  stop_reason text not null default ''::text,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  archived_at timestamp with time zone,
  constraint experiments_pkey PRIMARY KEY (workspace_id, id),
  constraint experiments_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES return_policies(workspace_id, id),
  constraint experiments_alpha_check CHECK (((alpha > (0)::double precision) AND (alpha <= (0.2)::double precision))),
  constraint experiments_check CHECK (((state = 'draft'::text) = (started_at IS NULL))),
  constraint experiments_check1 CHECK (((state = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint experiments_check2 CHECK (((archived_at IS NULL) OR (state = ANY (ARRAY['draft'::text, 'ended'::text])))),
  constraint experiments_deviation_check CHECK (((deviation > (0)::double precision) AND (deviation <= (2)::double precision))),
  constraint experiments_effect_check CHECK (((effect > (0)::double precision) AND (effect <= (1)::double precision))),
  constraint experiments_goal_check CHECK ((goal = ANY (ARRAY['loss-share'::text, 'given-up'::text]))),
  constraint experiments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint experiments_power_check CHECK (((power >= (0.5)::double precision) AND (power < (1)::double precision))),
  constraint experiments_size_check CHECK ((size > 0)),
  constraint experiments_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'running'::text, 'paused'::text, 'ended'::text]))),
  constraint experiments_stop_reason_check CHECK ((length(stop_reason) <= 2000))
);
CREATE INDEX experiments_by_archive ON experiments USING btree (workspace_id, id) WHERE (archived_at IS NULL);
CREATE INDEX experiments_of_policy ON experiments USING btree (workspace_id, policy_id, id);
CREATE UNIQUE INDEX experiments_open ON experiments USING btree (workspace_id, policy_id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]));
create policy workspace_isolation on experiments using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table experiments force row level security;

create table follow_up_entries (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  follow_up_id uuid not null,
  kind text not null,
  outcome text,
  satisfaction integer,
  note text not null default ''::text,
  before jsonb not null,
  undone_at timestamp with time zone,
  at timestamp with time zone not null,
  actor_id uuid not null,
  constraint follow_up_entries_pkey PRIMARY KEY (workspace_id, id),
  constraint follow_up_entries_workspace_id_follow_up_id_fkey FOREIGN KEY (workspace_id, follow_up_id) REFERENCES follow_ups(workspace_id, id) ON DELETE CASCADE,
  constraint follow_up_entries_kind_check CHECK ((kind = ANY (ARRAY['outcome'::text, 'skipped'::text, 'assigned'::text, 'letter'::text, 'undone'::text]))),
  constraint follow_up_entries_note_check CHECK ((length(note) <= 2000))
);
CREATE INDEX follow_up_entries_of_follow_up ON follow_up_entries USING btree (workspace_id, follow_up_id, id);
create policy workspace_isolation on follow_up_entries using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table follow_up_entries force row level security;

create table follow_up_plans (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  active boolean not null,
  weeks integer not null,
  again_days integer not null,
  way text not null,
  segment jsonb not null,
  texts jsonb not null,
  counts jsonb,
  counted_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint follow_up_plans_pkey PRIMARY KEY (workspace_id, id),
  constraint follow_up_plans_again_days_check CHECK (((again_days >= 1) AND (again_days <= 60))),
  constraint follow_up_plans_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint follow_up_plans_way_check CHECK ((way = ANY (ARRAY['email'::text, 'phone'::text]))),
  constraint follow_up_plans_weeks_check CHECK (((weeks >= 1) AND (weeks <= 104)))
);
create policy workspace_isolation on follow_up_plans using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table follow_up_plans force row level security;

create table follow_up_rounds (
  workspace_id uuid not null default current_workspace(),
  after_id uuid,
  counts jsonb not null default '{}'::jsonb,
  begun_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint follow_up_rounds_pkey PRIMARY KEY (workspace_id)
);
create policy workspace_isolation on follow_up_rounds using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table follow_up_rounds force row level security;

create table follow_ups (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  plan_id uuid not null,
  customer_id uuid not null,
  rank integer not null,
  way text not null,
  contact_id uuid not null,
  store_id uuid,
  state text not null,
  due_at timestamp with time zone not null,
  assignee_id uuid,
  attempts integer not null default 0,
  outcome text,
  satisfaction integer,
  ticket_id uuid,
  made_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  constraint follow_ups_pkey PRIMARY KEY (workspace_id, id),
  constraint follow_ups_workspace_id_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES members(workspace_id, id),
  constraint follow_ups_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint follow_ups_workspace_id_plan_id_fkey FOREIGN KEY (workspace_id, plan_id) REFERENCES follow_up_plans(workspace_id, id),
  constraint follow_ups_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id),
  constraint follow_ups_check CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  constraint follow_ups_check1 CHECK (((state <> 'done'::text) OR (outcome IS NOT NULL))),
  constraint follow_ups_outcome_check CHECK ((outcome = ANY (ARRAY['satisfied'::text, 'neutral'::text, 'dissatisfied'::text, 'not-reached'::text, 'refused'::text]))),
  constraint follow_ups_rank_check CHECK ((rank = ANY (ARRAY[0, 1]))),
  constraint follow_ups_satisfaction_check CHECK (((satisfaction >= 1) AND (satisfaction <= 5))),
  constraint follow_ups_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'skipped'::text]))),
  constraint follow_ups_way_check CHECK ((way = ANY (ARRAY['email'::text, 'phone'::text])))
);
CREATE INDEX follow_ups_closed ON follow_ups USING btree (workspace_id, closed_at, id) WHERE (closed_at IS NOT NULL);
CREATE INDEX follow_ups_due ON follow_ups USING btree (workspace_id, rank, due_at, id) WHERE (state = 'open'::text);
CREATE INDEX follow_ups_of_assignee ON follow_ups USING btree (workspace_id, assignee_id, rank, due_at, id) WHERE (state = 'open'::text);
CREATE INDEX follow_ups_of_customer ON follow_ups USING btree (workspace_id, customer_id, closed_at);
CREATE INDEX follow_ups_of_plan ON follow_ups USING btree (workspace_id, plan_id, state);
CREATE INDEX follow_ups_of_ticket ON follow_ups USING btree (workspace_id, ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE UNIQUE INDEX follow_ups_open ON follow_ups USING btree (workspace_id, customer_id) WHERE (state = 'open'::text);
create policy workspace_isolation on follow_ups using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table follow_ups force row level security;

create table form_letters (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  source_key text not null,
  content_hash text not null,
  address text not null,
  content jsonb,
  ticket_id uuid,
  received_at timestamp with time zone not null,
  constraint form_letters_pkey PRIMARY KEY (workspace_id, id),
  constraint form_letters_workspace_id_store_id_source_key_key UNIQUE (workspace_id, store_id, source_key),
  constraint form_letters_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint form_letters_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint form_letters_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id),
  constraint form_letters_check CHECK (((content IS NULL) = (ticket_id IS NOT NULL)))
);
CREATE INDEX form_letters_by_address ON form_letters USING btree (workspace_id, address, received_at);
CREATE INDEX form_letters_by_time ON form_letters USING btree (workspace_id, received_at);
create policy workspace_isolation on form_letters using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table form_letters force row level security;

create table idempotency_keys (
  workspace_id uuid not null default current_workspace(),
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status smallint,
  body bytea,
  created_at timestamp with time zone not null,
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, actor_id, key),
  constraint idempotency_keys_key_check CHECK (((length(key) >= 8) AND (length(key) <= 200)))
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys USING btree (workspace_id, created_at);
create policy workspace_isolation on idempotency_keys using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table idempotency_keys force row level security;

create table import_faults (
  workspace_id uuid not null default current_workspace(),
  import_id uuid not null,
  row_number bigint not null,
  heading text not null,
  code text not null,
  value text not null default ''::text,
  constraint import_faults_pkey PRIMARY KEY (workspace_id, import_id, row_number, heading),
  constraint import_faults_workspace_id_import_id_fkey FOREIGN KEY (workspace_id, import_id) REFERENCES imports(workspace_id, id) ON DELETE CASCADE
);
create policy workspace_isolation on import_faults using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table import_faults force row level security;

create table imports (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  subject text,
  store_id uuid,
  filename text not null,
  sha256 text not null,
  size bigint not null,
  format jsonb not null,
  columns jsonb not null,
  conventions jsonb not null,
  status text not null default 'draft'::text,
  problem text,
  rows_settled bigint not null default 0,
  bytes_settled bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  refused bigint not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (workspace_id, id),
  constraint imports_workspace_id_created_by_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES members(workspace_id, id),
  constraint imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint imports_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint imports_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'stopped'::text]))),
  constraint imports_subject_check CHECK ((subject = ANY (ARRAY['orders'::text, 'shipments'::text, 'fba-returns'::text, 'mfn-returns'::text, 'settlement'::text, 'refund-feed'::text, 'seller-feedback'::text, 'costs'::text])))
);
CREATE INDEX imports_kept ON imports USING btree (workspace_id, id) WHERE (sha256 <> ''::text);
create policy workspace_isolation on imports using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table imports force row level security;

create table invitations (
  workspace_id uuid not null default current_workspace(),
  token_hash bytea not null,
  member_id uuid not null,
  purpose text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (workspace_id, token_hash),
  constraint invitations_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint invitations_purpose_check CHECK ((purpose = ANY (ARRAY['join'::text, 'reset'::text])))
);
CREATE INDEX invitations_by_member ON invitations USING btree (workspace_id, member_id);
create policy workspace_isolation on invitations using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table invitations force row level security;

create table loss_bookings (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  key text not null,
  turn integer not null,
  reverses uuid,
  return_request_id uuid,
  store_id uuid not null,
  order_number text,
  sku text not null default ''::text,
  booked_at timestamp with time zone not null,
  currency character(3) not null,
  told text not null,
  source_kind text not null,
  source_id text not null,
  note text not null default ''::text,
  made_by uuid,
  made_at timestamp with time zone not null,
  constraint loss_bookings_pkey PRIMARY KEY (workspace_id, id),
  constraint loss_bookings_workspace_id_key_turn_key UNIQUE (workspace_id, key, turn),
  constraint loss_bookings_workspace_id_reverses_key UNIQUE (workspace_id, reverses),
  constraint loss_bookings_workspace_id_reverses_fkey FOREIGN KEY (workspace_id, reverses) REFERENCES loss_bookings(workspace_id, id),
  constraint loss_bookings_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint loss_bookings_key_check CHECK (((length(key) >= 1) AND (length(key) <= 300))),
  constraint loss_bookings_source_kind_check CHECK ((source_kind = ANY (ARRAY['import'::text, 'letter'::text, 'act'::text, 'person'::text]))),
  constraint loss_bookings_turn_check CHECK ((turn > 0))
);
CREATE INDEX loss_bookings_of_order ON loss_bookings USING btree (workspace_id, store_id, order_number) WHERE (order_number IS NOT NULL);
CREATE INDEX loss_bookings_of_request ON loss_bookings USING btree (workspace_id, return_request_id) WHERE (return_request_id IS NOT NULL);
create policy workspace_isolation on loss_bookings using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_bookings force row level security;

create table loss_cuts (
  workspace_id uuid not null default current_workspace(),
  cut uuid not null,
  level text not null,
  store_id uuid not null,
  sku text not null,
  category text not null,
  reason text not null,
  fault text not null,
  policy_version_id uuid not null,
  constraint loss_cuts_pkey PRIMARY KEY (workspace_id, cut),
  constraint loss_cuts_level_check CHECK ((level = ANY (ARRAY['store'::text, 'category'::text, 'cause-version'::text, 'store-version'::text, 'category-version'::text, 'store-cause'::text, 'category-cause'::text, 'store-category'::text, 'all'::text, 'sku'::text, 'sku-version'::text, 'sku-cause'::text, 'store-sku'::text])))
);
CREATE INDEX loss_cuts_of_level ON loss_cuts USING btree (workspace_id, level, store_id);
CREATE INDEX loss_cuts_of_sku ON loss_cuts USING btree (workspace_id, sku, level);
create policy workspace_isolation on loss_cuts using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_cuts force row level security;

create table loss_deltas (
  workspace_id uuid not null default current_workspace(),
  id bigint not null generated always as identity,
  side text not null,
  day date not null,
  order_month date not null,
  store_id uuid not null,
  sku text not null,
  category text not null,
  reason text not null,
  quality text not null,
  fault text not null,
  policy_version_id uuid not null,
  amount bigint not null,
  items bigint not null,
  without_rate bigint not null,
  without_cost bigint not null,
  constraint loss_deltas_pkey PRIMARY KEY (workspace_id, id),
  constraint loss_deltas_side_check CHECK ((side = ANY (ARRAY['loss'::text, 'shipped'::text])))
);
create policy workspace_isolation on loss_deltas using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_deltas force row level security;

create table loss_dues (
  workspace_id uuid not null default current_workspace(),
  id bigint not null generated always as identity,
  kind text not null,
  store_id uuid,
  names text[] not null default '{}'::text[],
  constraint loss_dues_pkey PRIMARY KEY (workspace_id, id),
  constraint loss_dues_kind_check CHECK ((kind = ANY (ARRAY['orders'::text, 'skus'::text, 'rates'::text])))
);
create policy workspace_isolation on loss_dues using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_dues force row level security;

create table loss_figures (
  workspace_id uuid not null default current_workspace(),
  cut uuid not null,
  grain text not null,
  start date not null,
  loss bigint not null,
  loss_without_quality bigint not null,
  cost bigint not null,
  lines integer not null,
  losses_without_rate integer not null,
  losses_without_cost integer not null,
  parcels integer not null,
  shipped_without_rate integer not null,
  shipped_without_cost integer not null,
  constraint loss_figures_pkey PRIMARY KEY (workspace_id, cut, grain, start) INCLUDE (loss, loss_without_quality, cost, lines, losses_without_rate, losses_without_cost, parcels, shipped_without_rate, shipped_without_cost),
  constraint loss_figures_grain_check CHECK ((grain = ANY (ARRAY['day'::text, 'week'::text, 'month'::text, 'cohort'::text])))
);
create policy workspace_isolation on loss_figures using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_figures force row level security;

create table loss_lines (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  booking_id uuid not null,
  kind text not null,
  counter text not null,
  sign smallint not null,
  amount bigint,
  currency character(3) not null,
  base_amount bigint,
  rate text,
  rate_day date,
  rate_source text,
  day date not null,
  order_month date not null default '0001-01-01'::date,
  store_id uuid not null,
  sku text not null default ''::text,
  category text not null default ''::text,
  reason text not null default ''::text,
  quality text not null,
  fault text not null default ''::text,
  policy_version_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  constraint loss_lines_pkey PRIMARY KEY (workspace_id, id),
  constraint loss_lines_workspace_id_booking_id_fkey FOREIGN KEY (workspace_id, booking_id) REFERENCES loss_bookings(workspace_id, id),
  constraint loss_lines_check CHECK (((amount IS NOT NULL) OR (base_amount IS NULL))),
  constraint loss_lines_counter_check CHECK ((counter = ANY (ARRAY['buyer'::text, 'carrier'::text, 'warehouse'::text, 'stock'::text, 'marketplace'::text]))),
  constraint loss_lines_kind_check CHECK ((kind = ANY (ARRAY['refund'::text, 'outbound-shipping'::text, 'return-shipping'::text, 'restocking-cost'::text, 'write-down'::text, 'replacement'::text, 'marketplace-fee'::text, 'restocking-fee-kept'::text, 'resale-value'::text, 'compensation-received'::text]))),
  constraint loss_lines_quality_check CHECK ((quality = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text]))),
  constraint loss_lines_sign_check CHECK ((sign = ANY (ARRAY[1, '-1'::integer])))
);
CREATE INDEX loss_lines_by_day ON loss_lines USING btree (workspace_id, day, id) INCLUDE (order_month, store_id, sku, category, reason, quality, fault, policy_version_id, sign, amount, base_amount);
CREATE INDEX loss_lines_of_booking ON loss_lines USING btree (workspace_id, booking_id);
CREATE INDEX loss_lines_of_month ON loss_lines USING btree (workspace_id, order_month, id);
CREATE INDEX loss_lines_of_sku ON loss_lines USING btree (workspace_id, sku, day, id);
CREATE INDEX loss_lines_of_store ON loss_lines USING btree (workspace_id, store_id, day, id);
CREATE INDEX loss_lines_without_cost ON loss_lines USING btree (workspace_id, day, id) WHERE (amount IS NULL);
CREATE INDEX loss_lines_without_month ON loss_lines USING btree (workspace_id, booking_id) WHERE (order_month = '0001-01-01'::date);
CREATE INDEX loss_lines_without_rate ON loss_lines USING btree (workspace_id, currency, day) WHERE ((amount IS NOT NULL) AND (base_amount IS NULL));
CREATE TRIGGER loss_lines_added AFTER INSERT ON loss_lines REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION loss_lines_added();
CREATE TRIGGER loss_lines_learned AFTER UPDATE ON loss_lines REFERENCING OLD TABLE AS been NEW TABLE AS become FOR EACH STATEMENT EXECUTE FUNCTION loss_lines_learned();
CREATE TRIGGER loss_lines_stand BEFORE UPDATE ON loss_lines FOR EACH ROW EXECUTE FUNCTION loss_lines_stand();
create policy workspace_isolation on loss_lines using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_lines force row level security;

create table loss_settings (
  workspace_id uuid not null default current_workspace(),
  basis text not null,
  alarm_all numeric(5,2) not null,
  alarm_without_quality numeric(5,2) not null,
  categories jsonb not null default '[]'::jsonb,
  updated_at timestamp with time zone not null,
  constraint loss_settings_pkey PRIMARY KEY (workspace_id),
  constraint loss_settings_alarm_all_check CHECK (((alarm_all > (0)::numeric) AND (alarm_all <= (100)::numeric))),
  constraint loss_settings_alarm_without_quality_check CHECK (((alarm_without_quality > (0)::numeric) AND (alarm_without_quality <= (100)::numeric))),
  constraint loss_settings_basis_check CHECK ((basis = ANY (ARRAY['booked'::text, 'ordered'::text])))
);
create policy workspace_isolation on loss_settings using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_settings force row level security;

create table loss_work (
  workspace_id uuid not null default current_workspace(),
  done_at timestamp with time zone,
  constraint loss_work_pkey PRIMARY KEY (workspace_id)
);
create policy workspace_isolation on loss_work using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table loss_work force row level security;

create table marketplace_rules (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  scope text not null,
  code text not null,
  value jsonb not null,
  unit text not null,
  currency character(3),
  source_kind text not null,
  source_text text not null,
  source_reference text not null default ''::text,
  note_zh text not null default ''::text,
  note_en text not null default ''::text,
  valid_from date,
  valid_to date,
  shipped boolean not null default false,
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  constraint marketplace_rules_pkey PRIMARY KEY (workspace_id, id),
  constraint marketplace_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint marketplace_rules_workspace_id_recorded_by_fkey FOREIGN KEY (workspace_id, recorded_by) REFERENCES members(workspace_id, id),
  constraint marketplace_rules_check CHECK (((valid_from IS NULL) OR (valid_to IS NULL) OR (valid_from <= valid_to))),
  constraint marketplace_rules_scope_check CHECK ((scope ~ '^(\*|[a-z][a-z0-9-]{1,39})$'::text)),
  constraint marketplace_rules_source_kind_check CHECK ((source_kind = ANY (ARRAY['official'::text, 'specification'::text, 'guide'::text, 'memory'::text, 'own'::text]))),
  constraint marketplace_rules_source_text_check CHECK ((source_text <> ''::text))
);
CREATE INDEX marketplace_rules_by_code ON marketplace_rules USING btree (workspace_id, scope, code, valid_from);
CREATE UNIQUE INDEX marketplace_rules_begin ON marketplace_rules USING btree (workspace_id, scope, code, valid_from) NULLS NOT DISTINCT WHERE ((valid_from IS NULL) OR (valid_to IS NULL) OR (valid_from < valid_to));
CREATE UNIQUE INDEX marketplace_rules_open ON marketplace_rules USING btree (workspace_id, scope, code) WHERE (valid_to IS NULL);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON marketplace_rules FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on marketplace_rules using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table marketplace_rules force row level security;

create table marketplaces (
  workspace_id uuid not null default current_workspace(),
  code text not null,
  kind text not null,
  external_id text,
  name_zh text not null,
  name_en text not null,
  country character(2),
  languages text[] not null,
  currency character(3) not null,
  zone text not null,
  mail_domains text[] not null default '{}'::text[],
  notice_domains text[] not null default '{}'::text[],
  order_number_patterns text[] not null default '{}'::text[],
  constraint marketplaces_pkey PRIMARY KEY (workspace_id, code),
  constraint marketplaces_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint marketplaces_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{1,39}$'::text)),
  constraint marketplaces_kind_check CHECK ((kind = ANY (ARRAY['amazon'::text, 'ebay'::text, 'own-shop'::text]))),
  constraint marketplaces_languages_check CHECK ((cardinality(languages) > 0))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON marketplaces FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on marketplaces using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table marketplaces force row level security;

create table member_roles (
  workspace_id uuid not null default current_workspace(),
  member_id uuid not null,
  role_id uuid not null,
  constraint member_roles_pkey PRIMARY KEY (workspace_id, member_id, role_id),
  constraint member_roles_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint member_roles_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id)
);
CREATE INDEX member_roles_by_role ON member_roles USING btree (workspace_id, role_id);
create policy workspace_isolation on member_roles using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table member_roles force row level security;

create table member_teams (
  workspace_id uuid not null default current_workspace(),
  member_id uuid not null,
  team_id uuid not null,
  constraint member_teams_pkey PRIMARY KEY (workspace_id, member_id, team_id),
  constraint member_teams_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE,
  constraint member_teams_workspace_id_team_id_fkey FOREIGN KEY (workspace_id, team_id) REFERENCES teams(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX member_teams_by_team ON member_teams USING btree (workspace_id, team_id);
create policy workspace_isolation on member_teams using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table member_teams force row level security;

create table members (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  email text not null,
  name text not null,
  password_hash text,
  state text not null,
  language text not null,
  zone text not null,
  speaks text[] not null default '{}'::text[],
  all_stores boolean not null default true,
  store_ids uuid[] not null default '{}'::uuid[],
  preferences jsonb not null default '{}'::jsonb,
  failed_sign_ins integer not null default 0,
  locked_until timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint members_pkey PRIMARY KEY (workspace_id, id),
  constraint members_workspace_id_email_key UNIQUE (workspace_id, email),
  constraint members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint members_email_check CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
  constraint members_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint members_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint members_state_check CHECK ((state = ANY (ARRAY['invited'::text, 'active'::text, 'deactivated'::text])))
);
create policy workspace_isolation on members using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table members force row level security;

create table message_attachments (
  workspace_id uuid not null default current_workspace(),
  message_id uuid not null,
  id uuid not null,
  filename text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  content_id text,
  inline boolean not null default false,
  contradicts_name boolean not null default false,
  constraint message_attachments_pkey PRIMARY KEY (workspace_id, message_id, id),
  constraint message_attachments_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id)
);
create policy workspace_isolation on message_attachments using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table message_attachments force row level security;

create table message_letters (
  workspace_id uuid not null default current_workspace(),
  message_id uuid not null,
  text_id uuid not null,
  edited boolean not null,
  counted_at timestamp with time zone,
  outcome text,
  constraint message_letters_pkey PRIMARY KEY (workspace_id, message_id),
  constraint message_letters_workspace_id_message_id_fkey FOREIGN KEY (workspace_id, message_id) REFERENCES messages(workspace_id, id),
  constraint message_letters_workspace_id_text_id_fkey FOREIGN KEY (workspace_id, text_id) REFERENCES template_texts(workspace_id, id),
  constraint message_letters_check CHECK (((outcome IS NULL) OR (counted_at IS NOT NULL))),
  constraint message_letters_outcome_check CHECK ((outcome = ANY (ARRAY['solved'::text, 'returned'::text])))
);
CREATE INDEX message_letters_by_text ON message_letters USING btree (workspace_id, text_id);
create policy workspace_isolation on message_letters using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table message_letters force row level security;

create table messages (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  id uuid not null,
  direction text not null,
  author_id uuid,
  author_name text not null,
  address text,
  customer_id uuid,
  subject text,
  text text not null,
  quoted text,
  signature text,
  html text,
  language text,
  automatic boolean not null default false,
  received_mail_id uuid,
  outgoing_mail_id uuid,
  mail_message_id text,
  template_key text,
  delivery text,
  held_until timestamp with time zone,
  failure text,
  undo jsonb,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  erased_at timestamp with time zone,
  constraint messages_pkey PRIMARY KEY (workspace_id, ticket_id, id),
  constraint messages_workspace_id_id_key UNIQUE (workspace_id, id),
  constraint messages_workspace_id_outgoing_mail_id_key UNIQUE (workspace_id, outgoing_mail_id),
  constraint messages_workspace_id_received_mail_id_key UNIQUE (workspace_id, received_mail_id),
  constraint messages_workspace_id_author_id_fkey FOREIGN KEY (workspace_id, author_id) REFERENCES members(workspace_id, id),
  constraint messages_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint messages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint messages_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id),
  constraint messages_delivery_check CHECK ((delivery = ANY (ARRAY['held'::text, 'queued'::text, 'sent'::text, 'failed'::text, 'bounced'::text, 'withdrawn'::text]))),
  constraint messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text, 'note'::text])))
);
CREATE INDEX messages_by_mail_id ON messages USING btree (workspace_id, mail_message_id) WHERE (mail_message_id IS NOT NULL);
CREATE INDEX messages_of_customer ON messages USING btree (workspace_id, customer_id, id) WHERE (customer_id IS NOT NULL);
create policy workspace_isolation on messages using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table messages force row level security;

create table money_entries (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  source text not null,
  entry_key text not null,
  kind text not null,
  order_number text,
  line_id text,
  sku text not null default ''::text,
  quantity integer,
  amount bigint not null,
  currency character(3) not null,
  booked_at timestamp with time zone,
  settlement_id text,
  transaction_type text not null default ''::text,
  amount_type text not null default ''::text,
  description text not null default ''::text,
  recorded_at timestamp with time zone not null,
  also_told text,
  constraint money_entries_pkey PRIMARY KEY (workspace_id, id),
  constraint money_entries_workspace_id_store_id_entry_key_key UNIQUE (workspace_id, store_id, entry_key),
  constraint money_entries_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint money_entries_kind_check CHECK ((kind = ANY (ARRAY['charge'::text, 'refund'::text, 'fee'::text, 'reimbursement'::text, 'other'::text]))),
  constraint money_entries_order_number_check CHECK (((length(order_number) >= 1) AND (length(order_number) <= 60))),
  constraint money_entries_quantity_check CHECK ((quantity >= 0)),
  constraint money_entries_source_check CHECK ((source = ANY (ARRAY['settlement'::text, 'refund-feed'::text])))
);
CREATE INDEX money_entries_also_told ON money_entries USING btree (workspace_id, also_told) WHERE (also_told IS NOT NULL);
CREATE INDEX money_entries_of_feed ON money_entries USING btree (workspace_id, id) WHERE (source = 'refund-feed'::text);
CREATE INDEX money_entries_of_order ON money_entries USING btree (workspace_id, order_number) WHERE (order_number IS NOT NULL);
CREATE TRIGGER losses_due_added AFTER INSERT ON money_entries REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_orders();
CREATE TRIGGER losses_due_changed AFTER UPDATE ON money_entries REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_orders();
create policy workspace_isolation on money_entries using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table money_entries force row level security;

create table offer_letters (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  offer_id uuid not null,
  customer_id uuid not null,
  state text not null,
  reason text,
  by_hand boolean not null default false,
  language text,
  outgoing_mail_id uuid,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  unsubscribed_at timestamp with time zone,
  bought_at timestamp with time zone,
  constraint offer_letters_pkey PRIMARY KEY (workspace_id, id),
  constraint offer_letters_workspace_id_offer_id_customer_id_key UNIQUE (workspace_id, offer_id, customer_id),
  constraint offer_letters_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint offer_letters_workspace_id_offer_id_fkey FOREIGN KEY (workspace_id, offer_id) REFERENCES offers(workspace_id, id),
  constraint offer_letters_check CHECK (((state = 'skipped'::text) = (reason IS NOT NULL))),
  constraint offer_letters_check1 CHECK (((state <> 'sent'::text) OR (sent_at IS NOT NULL))),
  constraint offer_letters_reason_check CHECK ((reason = ANY (ARRAY['erasure-asked'::text, 'had-this'::text, 'marketplace-forbids'::text, 'no-address'::text, 'withdrawn'::text, 'not-asked'::text, 'language-missing'::text, 'had-lately'::text]))),
  constraint offer_letters_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'withdrawn'::text, 'skipped'::text])))
);
CREATE INDEX offer_letters_bought ON offer_letters USING btree (workspace_id, offer_id, id) WHERE (bought_at IS NOT NULL);
CREATE INDEX offer_letters_by_reason ON offer_letters USING btree (workspace_id, offer_id, reason, id) WHERE (state = 'skipped'::text);
CREATE INDEX offer_letters_by_state ON offer_letters USING btree (workspace_id, offer_id, state, id);
CREATE INDEX offer_letters_made ON offer_letters USING btree (workspace_id, offer_id, made_at) WHERE (state <> 'skipped'::text);
CREATE INDEX offer_letters_of_customer ON offer_letters USING btree (workspace_id, customer_id, made_at);
CREATE INDEX offer_letters_unsubscribed ON offer_letters USING btree (workspace_id, offer_id, id) WHERE (unsubscribed_at IS NOT NULL);
CREATE INDEX offer_letters_watched ON offer_letters USING btree (workspace_id, id) WHERE ((state = 'sent'::text) AND (bought_at IS NULL));
CREATE UNIQUE INDEX offer_letters_of_mail ON offer_letters USING btree (workspace_id, outgoing_mail_id) WHERE (outgoing_mail_id IS NOT NULL);
create policy workspace_isolation on offer_letters using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table offer_letters force row level security;

create table offers (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  kind text not null,
  store_id uuid not null,
  code text not null,
  letters jsonb not null,
  segment jsonb not null,
  valid_from date not null,
  valid_until date not null,
  cap_days integer not null,
  per_hour integer not null,
  state text not null,
  author_id uuid not null,
  approved_by uuid,
  approved_at timestamp with time zone,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  after_id uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint offers_pkey PRIMARY KEY (workspace_id, id),
  constraint offers_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint offers_cap_days_check CHECK (((cap_days >= 1) AND (cap_days <= 365))),
  constraint offers_check CHECK ((valid_from <= valid_until)),
  constraint offers_check1 CHECK (((kind <> 'coupon'::text) OR (length(code) >= 4))),
  constraint offers_check2 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  constraint offers_check3 CHECK ((approved_by <> author_id)),
  constraint offers_check4 CHECK (((state <> ALL (ARRAY['approved'::text, 'sending'::text, 'done'::text])) OR (approved_by IS NOT NULL))),
  constraint offers_check5 CHECK (((state = ANY (ARRAY['done'::text, 'stopped'::text])) = (ended_at IS NOT NULL))),
  constraint offers_code_check CHECK ((length(code) <= 60)),
  constraint offers_kind_check CHECK ((kind = ANY (ARRAY['new-product'::text, 'coupon'::text]))),
  constraint offers_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint offers_per_hour_check CHECK (((per_hour >= 1) AND (per_hour <= 5000))),
  constraint offers_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'sending'::text, 'done'::text, 'stopped'::text])))
);
CREATE INDEX offers_by_state ON offers USING btree (workspace_id, state, id);
CREATE INDEX offers_of_store ON offers USING btree (workspace_id, store_id);
CREATE INDEX offers_sending ON offers USING btree (workspace_id, id) WHERE (state = 'sending'::text);
create policy workspace_isolation on offers using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table offers force row level security;

create table order_clues (
  workspace_id uuid not null default current_workspace(),
  clue text not null,
  ticket_id uuid not null,
  constraint order_clues_pkey PRIMARY KEY (workspace_id, clue, ticket_id),
  constraint order_clues_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX order_clues_of_ticket ON order_clues USING btree (workspace_id, ticket_id);
create policy workspace_isolation on order_clues using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table order_clues force row level security;

create table order_lines (
  workspace_id uuid not null default current_workspace(),
  order_id uuid not null,
  line_key text not null,
  line_id text,
  sku text not null,
  asin text,
  title text not null default ''::text,
  quantity integer not null,
  status text not null default ''::text,
  price bigint not null default 0,
  tax bigint not null default 0,
  shipping bigint not null default 0,
  shipping_tax bigint not null default 0,
  gift_wrap bigint not null default 0,
  gift_wrap_tax bigint not null default 0,
  discount bigint not null default 0,
  shipping_discount bigint not null default 0,
  shipped_at timestamp with time zone,
  carrier text not null default ''::text,
  tracking_number text,
  others jsonb,
  told bigint not null,
  constraint order_lines_pkey PRIMARY KEY (workspace_id, order_id, line_key),
  constraint order_lines_quantity_check CHECK ((quantity >= 0))
);
CREATE INDEX order_lines_by_tracking ON order_lines USING btree (workspace_id, tracking_number) WHERE (tracking_number IS NOT NULL);
CREATE INDEX order_lines_of_sku ON order_lines USING btree (workspace_id, sku, order_id);
CREATE TRIGGER order_lines_have_orders AFTER INSERT ON order_lines REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION order_lines_have_orders();
create policy workspace_isolation on order_lines using ((workspace_id = current_workspace())) with check ((workspace_id = ( SELECT current_workspace() AS current_workspace)));
alter table order_lines force row level security;

create table order_links (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  order_id uuid,
  confidence text,
  reasons jsonb not null default '[]'::jsonb,
  others jsonb not null default '[]'::jsonb,
  linked_by text not null,
  member_id uuid,
  linked_at timestamp with time zone not null,
  number_before text,
  constraint order_links_pkey PRIMARY KEY (workspace_id, ticket_id),
  constraint order_links_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  constraint order_links_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  constraint order_links_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id) ON DELETE CASCADE,
  constraint order_links_check CHECK (((order_id IS NULL) = (confidence IS NULL))),
  constraint order_links_check1 CHECK (((linked_by = 'member'::text) = (member_id IS NOT NULL))),
  constraint order_links_confidence_check CHECK ((confidence = ANY (ARRAY['certain'::text, 'likely'::text, 'low'::text]))),
  constraint order_links_linked_by_check CHECK ((linked_by = ANY (ARRAY['rule'::text, 'member'::text])))
);
CREATE INDEX order_links_of_order ON order_links USING btree (workspace_id, order_id) WHERE (order_id IS NOT NULL);
create policy workspace_isolation on order_links using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table order_links force row level security;

create table order_task_limits (
  workspace_id uuid not null default current_workspace(),
  kind text not null,
  limit_seconds integer not null,
  calendar_id uuid,
  constraint order_task_limits_pkey PRIMARY KEY (workspace_id, kind),
  constraint order_task_limits_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  constraint order_task_limits_kind_check CHECK ((kind = ANY (ARRAY['change-address'::text, 'change-item'::text, 'cancel'::text, 'exchange'::text, 'resend'::text, 'invoice'::text]))),
  constraint order_task_limits_limit_seconds_check CHECK (((limit_seconds >= 60) AND (limit_seconds <= 7776000)))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON order_task_limits FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on order_task_limits using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table order_task_limits force row level security;

create table order_tasks (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  ticket_id uuid not null,
  order_id uuid not null,
  order_number text not null,
  store_id uuid not null,
  kind text not null,
  stage text not null,
  assignee_id uuid,
  sku text,
  new_sku text,
  quantity integer,
  address text,
  reason text,
  asked_of text,
  reference text,
  refusal text,
  not_told text,
  overridden text[] not null default '{}'::text[],
  override_reason text,
  begun_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  outcome_at timestamp with time zone,
  ended_at timestamp with time zone,
  in_time boolean,
  constraint order_tasks_pkey PRIMARY KEY (workspace_id, id),
  constraint order_tasks_workspace_id_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES members(workspace_id, id),
  constraint order_tasks_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id) ON DELETE CASCADE,
  constraint order_tasks_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint order_tasks_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id) ON DELETE CASCADE,
  constraint order_tasks_asked_of_check CHECK ((asked_of = ANY (ARRAY['seller-system'::text, 'warehouse'::text, 'carrier'::text, 'marketplace'::text]))),
  constraint order_tasks_check CHECK (((stage = ANY (ARRAY['done'::text, 'declined'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL))),
  constraint order_tasks_check1 CHECK (((stage = ANY (ARRAY['done'::text, 'declined'::text])) = (in_time IS NOT NULL))),
  constraint order_tasks_check2 CHECK (((override_reason IS NULL) = (overridden = '{}'::text[]))),
  constraint order_tasks_kind_check CHECK ((kind = ANY (ARRAY['change-address'::text, 'change-item'::text, 'cancel'::text, 'exchange'::text, 'resend'::text, 'invoice'::text]))),
  constraint order_tasks_quantity_check CHECK ((quantity > 0)),
  constraint order_tasks_stage_check CHECK ((stage = ANY (ARRAY['checked'::text, 'asked'::text, 'carried-out'::text, 'refused'::text, 'done'::text, 'declined'::text, 'withdrawn'::text])))
);
CREATE INDEX order_tasks_by_due ON order_tasks USING btree (workspace_id, due_at, id) WHERE (ended_at IS NULL);
CREATE INDEX order_tasks_by_end ON order_tasks USING btree (workspace_id, ended_at, id) WHERE (ended_at IS NOT NULL);
CREATE INDEX order_tasks_of_order ON order_tasks USING btree (workspace_id, order_id);
CREATE INDEX order_tasks_of_ticket ON order_tasks USING btree (workspace_id, ticket_id, id);
CREATE UNIQUE INDEX order_tasks_open_of_order ON order_tasks USING btree (workspace_id, order_id, kind) WHERE (ended_at IS NULL);
create policy workspace_isolation on order_tasks using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table order_tasks force row level security;

create table orders (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  number text not null,
  status text not null,
  fulfilment text,
  ordered_at timestamp with time zone not null,
  changed_at timestamp with time zone,
  currency character(3) not null,
  buyer_name text not null default ''::text,
  buyer_address text,
  country text,
  region text not null default ''::text,
  city text not null default ''::text,
  postal_code text not null default ''::text,
  recorded_at timestamp with time zone not null,
  number_folded text not null,
  buyer_key text not null default ''::text,
  customer_id uuid,
  redacted_at timestamp with time zone,
  redacted_for text,
  constraint orders_pkey PRIMARY KEY (workspace_id, id),
  constraint orders_workspace_id_number_store_id_key UNIQUE (workspace_id, number, store_id),
  constraint orders_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint orders_fulfilment_check CHECK ((fulfilment = ANY (ARRAY['marketplace'::text, 'merchant'::text]))),
  constraint orders_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60))),
  constraint orders_redacted CHECK (((redacted_at IS NULL) = (redacted_for IS NULL))),
  constraint orders_redacted_for_check CHECK ((redacted_for = ANY (ARRAY['rule'::text, 'request'::text]))),
  constraint orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'unshipped'::text, 'shipped'::text, 'delivered'::text, 'cancelled'::text, 'unknown'::text])))
);
CREATE INDEX orders_by_buyer_key ON orders USING btree (workspace_id, buyer_key, ordered_at) WHERE (buyer_key <> ''::text);
CREATE INDEX orders_by_day ON orders USING btree (workspace_id, ordered_at, id);
CREATE INDEX orders_by_folded_number ON orders USING btree (workspace_id, number_folded);
CREATE INDEX orders_of_buyer ON orders USING btree (workspace_id, buyer_address, ordered_at) WHERE (buyer_address IS NOT NULL);
CREATE INDEX orders_of_customer ON orders USING btree (workspace_id, customer_id, ordered_at) WHERE (customer_id IS NOT NULL);
CREATE INDEX orders_of_store_by_day ON orders USING btree (workspace_id, store_id, ordered_at, id);
CREATE INDEX orders_to_redact ON orders USING btree (workspace_id, store_id, ordered_at, id) WHERE (redacted_at IS NULL);
CREATE TRIGGER losses_due_added AFTER INSERT ON orders REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_new_orders();
CREATE TRIGGER orders_have_their_store AFTER INSERT ON orders REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION rows_have_their_store();
CREATE TRIGGER orders_stay_with_their_store BEFORE UPDATE OF workspace_id, store_id ON orders FOR EACH ROW WHEN (((old.store_id <> new.store_id) OR (old.workspace_id <> new.workspace_id))) EXECUTE FUNCTION rows_stay_with_their_store();
CREATE TRIGGER orders_take_their_lines AFTER DELETE ON orders REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION orders_take_their_lines();
create policy workspace_isolation on orders using ((workspace_id = current_workspace())) with check ((workspace_id = ( SELECT current_workspace() AS current_workspace)));
alter table orders force row level security;

create table outgoing_mails (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  channel_id uuid not null,
  ticket_id uuid,
  message_id text not null,
  recipients text[] not null,
  mail jsonb not null,
  automatic boolean not null default false,
  status text not null,
  attempts integer not null default 0,
  problem text,
  not_before timestamp with time zone not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint outgoing_mails_pkey PRIMARY KEY (workspace_id, id),
  constraint outgoing_mails_workspace_id_message_id_key UNIQUE (workspace_id, message_id),
  constraint outgoing_mails_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id),
  constraint outgoing_mails_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'bounced'::text, 'withdrawn'::text])))
);
CREATE INDEX outgoing_mails_by_age ON outgoing_mails USING btree (workspace_id, created_at, id);
CREATE INDEX outgoing_mails_by_status ON outgoing_mails USING btree (workspace_id, status, not_before);
CREATE INDEX outgoing_mails_of_channel ON outgoing_mails USING btree (workspace_id, channel_id);
CREATE INDEX outgoing_mails_on_their_way ON outgoing_mails USING btree (workspace_id, ticket_id, id) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));
create policy workspace_isolation on outgoing_mails using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table outgoing_mails force row level security;

create table phrases (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  class text not null,
  language text not null,
  marketplaces text[] not null default '{}'::text[],
  pattern text not null,
  enabled boolean not null default true,
  shipped boolean not null default false,
  note text not null default ''::text,
  created_by uuid,
  created_at timestamp with time zone not null,
  constraint phrases_pkey PRIMARY KEY (workspace_id, id),
  constraint phrases_workspace_id_class_language_pattern_marketplaces_key UNIQUE (workspace_id, class, language, pattern, marketplaces),
  constraint phrases_workspace_id_created_by_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES members(workspace_id, id),
  constraint phrases_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint phrases_language_check CHECK ((language ~ '^(\*|[a-z]{2})$'::text)),
  constraint phrases_pattern_check CHECK (((length(pattern) >= 2) AND (length(pattern) <= 200)))
);
CREATE INDEX phrases_in_force ON phrases USING btree (workspace_id, language) WHERE enabled;
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON phrases FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on phrases using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table phrases force row level security;

create table policy_publications (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  policy_id uuid not null,
  version_id uuid not null,
  effective_at timestamp with time zone not null,
  published_by uuid,
  published_at timestamp with time zone not null,
  reason text not null default ''::text,
  cancelled_at timestamp with time zone,
  constraint policy_publications_pkey PRIMARY KEY (workspace_id, id),
  constraint policy_publications_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES return_policies(workspace_id, id),
  constraint policy_publications_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES policy_versions(workspace_id, id),
  constraint policy_publications_check CHECK ((cancelled_at <= effective_at)),
  constraint policy_publications_reason_check CHECK ((length(reason) <= 2000))
);
CREATE INDEX policy_publications_of_policy ON policy_publications USING btree (workspace_id, policy_id, effective_at, id);
CREATE INDEX policy_publications_of_version ON policy_publications USING btree (workspace_id, version_id);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON policy_publications FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on policy_publications using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table policy_publications force row level security;

create table policy_version_steps (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  version_id uuid not null,
  step text not null,
  taken_by uuid,
  taken_at timestamp with time zone not null,
  note text not null default ''::text,
  constraint policy_version_steps_pkey PRIMARY KEY (workspace_id, id),
  constraint policy_version_steps_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES policy_versions(workspace_id, id),
  constraint policy_version_steps_note_check CHECK ((length(note) <= 2000)),
  constraint policy_version_steps_step_check CHECK ((step = ANY (ARRAY['begun'::text, 'submitted'::text, 'returned'::text, 'approved'::text, 'discarded'::text])))
);
CREATE INDEX policy_version_steps_of_version ON policy_version_steps USING btree (workspace_id, version_id, id);
create policy workspace_isolation on policy_version_steps using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table policy_version_steps force row level security;

create table policy_versions (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  policy_id uuid not null,
  number integer not null,
  state text not null,
  content jsonb not null,
  note text not null default ''::text,
  based_on uuid,
  revision integer not null default 1,
  author_id uuid,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  approved_by uuid,
  approved_at timestamp with time zone,
  editors uuid[] not null default '{}'::uuid[],
  constraint policy_versions_pkey PRIMARY KEY (workspace_id, id),
  constraint policy_versions_workspace_id_policy_id_number_key UNIQUE (workspace_id, policy_id, number),
  constraint policy_versions_workspace_id_based_on_fkey FOREIGN KEY (workspace_id, based_on) REFERENCES policy_versions(workspace_id, id),
  constraint policy_versions_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES return_policies(workspace_id, id),
  constraint policy_versions_check CHECK (((state = 'approved'::text) = (approved_at IS NOT NULL))),
  constraint policy_versions_check1 CHECK ((approved_by <> author_id)),
  constraint policy_versions_note_check CHECK ((length(note) <= 2000)),
  constraint policy_versions_number_check CHECK ((number >= 1)),
  constraint policy_versions_second_person CHECK ((approved_by <> ALL (editors))),
  constraint policy_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'approved'::text, 'discarded'::text])))
);
CREATE INDEX policy_versions_based_on ON policy_versions USING btree (workspace_id, based_on) WHERE (based_on IS NOT NULL);
CREATE INDEX policy_versions_of_policy ON policy_versions USING btree (workspace_id, policy_id, id);
CREATE UNIQUE INDEX policy_versions_open ON policy_versions USING btree (workspace_id, policy_id) WHERE (state = ANY (ARRAY['draft'::text, 'review'::text]));
CREATE TRIGGER approved_stays BEFORE UPDATE ON policy_versions FOR EACH ROW EXECUTE FUNCTION keep_approved_version();
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON policy_versions FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on policy_versions using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table policy_versions force row level security;

create table product_costs (
  workspace_id uuid not null default current_workspace(),
  product_id uuid not null,
  valid_from date not null,
  unit_cost bigint not null,
  currency character(3) not null,
  recorded_at timestamp with time zone not null,
  recorded_by uuid,
  constraint product_costs_pkey PRIMARY KEY (workspace_id, product_id, valid_from),
  constraint product_costs_workspace_id_product_id_fkey FOREIGN KEY (workspace_id, product_id) REFERENCES products(workspace_id, id) ON DELETE CASCADE,
  constraint product_costs_workspace_id_recorded_by_fkey FOREIGN KEY (workspace_id, recorded_by) REFERENCES members(workspace_id, id),
  constraint product_costs_unit_cost_check CHECK ((unit_cost >= 0))
);
CREATE TRIGGER losses_due_added AFTER INSERT ON product_costs REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_costs();
CREATE TRIGGER losses_due_changed AFTER UPDATE ON product_costs REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_costs();
create policy workspace_isolation on product_costs using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table product_costs force row level security;

create table product_sales_read (
  workspace_id uuid not null default current_workspace(),
  up_to text not null default ''::text,
  done_at timestamp with time zone,
  constraint product_sales_read_pkey PRIMARY KEY (workspace_id),
  constraint product_sales_read_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
create policy workspace_isolation on product_sales_read using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table product_sales_read force row level security;

create table product_words (
  workspace_id uuid not null default current_workspace(),
  word text not null,
  sku text not null,
  constraint product_words_pkey PRIMARY KEY (workspace_id, word, sku),
  constraint product_words_workspace_id_sku_fkey FOREIGN KEY (workspace_id, sku) REFERENCES products(workspace_id, sku) ON DELETE CASCADE,
  constraint product_words_word_check CHECK (((length(word) >= 1) AND (length(word) <= 64)))
);
CREATE INDEX product_words_by_sku ON product_words USING btree (workspace_id, sku);
create policy workspace_isolation on product_words using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table product_words force row level security;

create table products (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  sku text not null,
  asin text,
  title text not null default ''::text,
  category text not null default ''::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  title_sold_at timestamp with time zone,
  has_cost boolean not null default false,
  constraint products_pkey PRIMARY KEY (workspace_id, id),
  constraint products_workspace_id_sku_key UNIQUE (workspace_id, sku),
  constraint products_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint products_sku_check CHECK (((length(sku) >= 1) AND (length(sku) <= 120)))
);
CREATE INDEX products_by_category ON products USING btree (workspace_id, category, sku);
CREATE INDEX products_without_cost ON products USING btree (workspace_id, sku) WHERE (NOT has_cost);
CREATE TRIGGER losses_due_changed AFTER UPDATE ON products REFERENCING OLD TABLE AS before_it NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_categories();
create policy workspace_isolation on products using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table products force row level security;

create table received_contents (
  workspace_id uuid not null default current_workspace(),
  scope_id uuid not null,
  content_key text not null,
  received_mail_id uuid not null,
  constraint received_contents_pkey PRIMARY KEY (workspace_id, scope_id, content_key),
  constraint received_contents_workspace_id_received_mail_id_fkey FOREIGN KEY (workspace_id, received_mail_id) REFERENCES received_mails(workspace_id, id)
);
create policy workspace_isolation on received_contents using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table received_contents force row level security;

create table received_mails (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  channel_id uuid not null,
  source_key text not null,
  sha256 text not null,
  size bigint not null,
  envelope_from text,
  envelope_to text not null,
  status text not null default 'received'::text,
  reason text,
  sender text,
  message_id text,
  about text,
  relay_id text,
  received_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint received_mails_pkey PRIMARY KEY (workspace_id, id),
  constraint received_mails_workspace_id_channel_id_source_key_key UNIQUE (workspace_id, channel_id, source_key),
  constraint received_mails_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id),
  constraint received_mails_status_check CHECK ((status = ANY (ARRAY['received'::text, 'done'::text, 'quarantined'::text, 'discarded'::text])))
);
CREATE INDEX received_mails_by_status ON received_mails USING btree (workspace_id, status, received_at, id);
CREATE INDEX received_mails_of_sender ON received_mails USING btree (workspace_id, channel_id, sender, received_at) WHERE ((about IS NOT NULL) OR (relay_id IS NOT NULL));
create policy workspace_isolation on received_mails using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table received_mails force row level security;

create table replays (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  policy_id uuid not null,
  version_id uuid not null,
  from_day date not null,
  to_day date not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  seen integer not null default 0,
  reached_at timestamp with time zone,
  result jsonb,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint replays_pkey PRIMARY KEY (workspace_id, id),
  constraint replays_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES return_policies(workspace_id, id),
  constraint replays_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES policy_versions(workspace_id, id),
  constraint replays_check CHECK (((from_day <= to_day) AND (from_at < to_at))),
  constraint replays_check1 CHECK (((state = 'done'::text) = (result IS NOT NULL))),
  constraint replays_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX replays_of_policy ON replays USING btree (workspace_id, policy_id, id);
CREATE INDEX replays_of_version ON replays USING btree (workspace_id, version_id, id);
CREATE UNIQUE INDEX replays_open ON replays USING btree (workspace_id, version_id, from_day, to_day) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
create policy workspace_isolation on replays using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table replays force row level security;

create table return_limits (
  workspace_id uuid not null default current_workspace(),
  role_id uuid not null,
  currency character(3) not null,
  amount bigint not null,
  constraint return_limits_pkey PRIMARY KEY (workspace_id, role_id),
  constraint return_limits_workspace_id_role_id_fkey FOREIGN KEY (workspace_id, role_id) REFERENCES roles(workspace_id, id) ON DELETE CASCADE,
  constraint return_limits_amount_check CHECK ((amount >= 0))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON return_limits FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on return_limits using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_limits force row level security;

create table return_parcels (
  workspace_id uuid not null default current_workspace(),
  request_id uuid not null,
  label_carrier text not null default ''::text,
  label_tracking text,
  label_url text,
  label_cost bigint,
  label_payer text,
  labelled_at timestamp with time zone,
  received_at timestamp with time zone,
  condition text,
  disposition text,
  resale_value bigint,
  graded_by uuid,
  graded_at timestamp with time zone,
  photos jsonb not null default '[]'::jsonb,
  note text not null default ''::text,
  constraint return_parcels_pkey PRIMARY KEY (workspace_id, request_id),
  constraint return_parcels_workspace_id_request_id_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES return_requests(workspace_id, id),
  constraint return_parcels_condition_check CHECK ((condition = ANY (ARRAY['original'::text, 'opened'::text, 'used'::text, 'damaged'::text, 'parts-missing'::text, 'different'::text]))),
  constraint return_parcels_disposition_check CHECK ((disposition = ANY (ARRAY['resellable'::text, 'refurbish'::text, 'spare-parts'::text, 'supplier'::text, 'disposed'::text]))),
  constraint return_parcels_label_carrier_check CHECK ((length(label_carrier) <= 80)),
  constraint return_parcels_label_cost_check CHECK ((label_cost >= 0)),
  constraint return_parcels_label_payer_check CHECK ((label_payer = ANY (ARRAY['buyer'::text, 'seller'::text, 'marketplace'::text]))),
  constraint return_parcels_label_tracking_check CHECK ((length(label_tracking) <= 80)),
  constraint return_parcels_label_url_check CHECK ((length(label_url) <= 1000)),
  constraint return_parcels_note_check CHECK ((length(note) <= 2000)),
  constraint return_parcels_resale_value_check CHECK ((resale_value >= 0))
);
CREATE INDEX return_parcels_with_photos ON return_parcels USING btree (workspace_id, request_id) WHERE (photos <> '[]'::jsonb);
create policy workspace_isolation on return_parcels using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_parcels force row level security;

create table return_policies (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  key text not null,
  position integer not null,
  shipped boolean not null,
  created_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  constraint return_policies_pkey PRIMARY KEY (workspace_id, id),
  constraint return_policies_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint return_policies_key_check CHECK (((key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text) AND (length(key) <= 60))),
  constraint return_policies_position_check CHECK (("position" >= 0))
);
CREATE INDEX return_policies_in_order ON return_policies USING btree (workspace_id, "position", id);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON return_policies FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on return_policies using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_policies force row level security;

create table return_refunds (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  request_id uuid not null,
  amount bigint not null,
  currency character(3) not null,
  method text not null,
  reference text not null default ''::text,
  reason text not null default ''::text,
  recorded_by uuid,
  recorded_at timestamp with time zone not null,
  fed_at timestamp with time zone,
  reversed_at timestamp with time zone,
  constraint return_refunds_pkey PRIMARY KEY (workspace_id, id),
  constraint return_refunds_workspace_id_request_id_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES return_requests(workspace_id, id),
  constraint return_refunds_amount_check CHECK ((amount > 0)),
  constraint return_refunds_method_check CHECK ((method = ANY (ARRAY['by-hand'::text, 'feed'::text, 'connector'::text]))),
  constraint return_refunds_reason_check CHECK ((length(reason) <= 60)),
  constraint return_refunds_reference_check CHECK ((length(reference) <= 200))
);
CREATE INDEX return_refunds_of_request ON return_refunds USING btree (workspace_id, request_id, id);
CREATE INDEX return_refunds_to_feed ON return_refunds USING btree (workspace_id, recorded_at, id) WHERE ((method = 'feed'::text) AND (fed_at IS NULL) AND (reversed_at IS NULL));
create policy workspace_isolation on return_refunds using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_refunds force row level security;

create table return_requests (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  rma text not null,
  ticket_id uuid not null,
  store_id uuid not null,
  order_id uuid,
  order_number text,
  sku text not null default ''::text,
  title text not null default ''::text,
  quantity integer not null,
  currency character(3) not null,
  buyer_key text not null,
  policy_id uuid not null,
  version_id uuid not null,
  stated jsonb not null,
  revision integer not null default 0,
  stage text not null,
  node text not null default ''::text,
  letters integer not null default 0,
  outcome text,
  begun_by uuid,
  begun_at timestamp with time zone not null,
  respond_by timestamp with time zone,
  responded_at timestamp with time zone,
  refund_by timestamp with time zone,
  wait_until timestamp with time zone,
  due_at timestamp with time zone,
  ended_at timestamp with time zone,
  approval jsonb,
  heard_at timestamp with time zone,
  unsent_at timestamp with time zone,
  constraint return_requests_pkey PRIMARY KEY (workspace_id, id),
  constraint return_requests_workspace_id_rma_key UNIQUE (workspace_id, rma),
  constraint return_requests_workspace_id_order_id_fkey FOREIGN KEY (workspace_id, order_id) REFERENCES orders(workspace_id, id),
  constraint return_requests_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES return_policies(workspace_id, id),
  constraint return_requests_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint return_requests_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id),
  constraint return_requests_workspace_id_version_id_fkey FOREIGN KEY (workspace_id, version_id) REFERENCES policy_versions(workspace_id, id),
  constraint return_requests_check CHECK (((stage = 'ended'::text) = (ended_at IS NOT NULL))),
  constraint return_requests_check1 CHECK (((outcome IS NOT NULL) = (ended_at IS NOT NULL))),
  constraint return_requests_outcome_check CHECK ((outcome = ANY (ARRAY['withdrawn'::text, 'refunded'::text, 'partly-refunded'::text, 'kept'::text, 'replaced'::text, 'refused'::text, 'delivered'::text, 'marketplace-decided'::text]))),
  constraint return_requests_quantity_check CHECK ((quantity >= 1)),
  constraint return_requests_rma_check CHECK (((length(rma) >= 1) AND (length(rma) <= 40))),
  constraint return_requests_stage_check CHECK ((stage = ANY (ARRAY['facts'::text, 'letter'::text, 'waiting'::text, 'answer'::text, 'choice'::text, 'act'::text, 'item'::text, 'supervisor'::text, 'ended'::text])))
);
CREATE INDEX return_requests_begun ON return_requests USING btree (workspace_id, begun_at, id);
CREATE INDEX return_requests_by_stage ON return_requests USING btree (workspace_id, stage, due_at, id) WHERE (ended_at IS NULL);
CREATE INDEX return_requests_due ON return_requests USING btree (workspace_id, due_at, id) WHERE (ended_at IS NULL);
CREATE INDEX return_requests_ended ON return_requests USING btree (workspace_id, ended_at DESC, id DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX return_requests_of_buyer ON return_requests USING btree (workspace_id, buyer_key);
CREATE INDEX return_requests_of_order ON return_requests USING btree (workspace_id, order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX return_requests_of_order_number ON return_requests USING btree (workspace_id, store_id, order_number) WHERE (order_number IS NOT NULL);
CREATE INDEX return_requests_of_policy ON return_requests USING btree (workspace_id, policy_id);
CREATE INDEX return_requests_of_store ON return_requests USING btree (workspace_id, store_id);
CREATE INDEX return_requests_of_ticket ON return_requests USING btree (workspace_id, ticket_id, id);
CREATE INDEX return_requests_of_version ON return_requests USING btree (workspace_id, version_id);
CREATE INDEX return_requests_silent ON return_requests USING btree (workspace_id, wait_until, id) WHERE ((ended_at IS NULL) AND (wait_until IS NOT NULL));
CREATE UNIQUE INDEX return_requests_open ON return_requests USING btree (workspace_id, ticket_id) WHERE (ended_at IS NULL);
create policy workspace_isolation on return_requests using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_requests force row level security;

create table return_stops (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  request_id uuid not null,
  position integer not null,
  node text not null,
  kind text not null,
  outcome text,
  facts jsonb not null,
  facts_after jsonb,
  because jsonb not null,
  costs jsonb not null,
  message_id uuid,
  sent_at timestamp with time zone,
  wait_days integer,
  begun_by uuid,
  begun_at timestamp with time zone not null,
  ended_by uuid,
  ended_at timestamp with time zone,
  undone_at timestamp with time zone,
  constraint return_stops_pkey PRIMARY KEY (workspace_id, id),
  constraint return_stops_workspace_id_request_id_fkey FOREIGN KEY (workspace_id, request_id) REFERENCES return_requests(workspace_id, id),
  constraint return_stops_check CHECK (((outcome IS NULL) = (ended_at IS NULL))),
  constraint return_stops_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'options'::text, 'act'::text, 'wait'::text]))),
  constraint return_stops_position_check CHECK (("position" >= 0))
);
CREATE INDEX return_stops_of_message ON return_stops USING btree (workspace_id, message_id) WHERE (message_id IS NOT NULL);
CREATE INDEX return_stops_of_request ON return_stops USING btree (workspace_id, request_id, id);
CREATE UNIQUE INDEX return_stops_in_order ON return_stops USING btree (workspace_id, request_id, "position") WHERE (undone_at IS NULL);
create policy workspace_isolation on return_stops using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_stops force row level security;

create table return_terms (
  workspace_id uuid not null default current_workspace(),
  store_id uuid not null,
  return_address text not null default ''::text,
  currency character(3) not null,
  outbound_shipping bigint,
  return_shipping bigint,
  restocking_cost bigint,
  constraint return_terms_pkey PRIMARY KEY (workspace_id, store_id),
  constraint return_terms_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint return_terms_outbound_shipping_check CHECK ((outbound_shipping >= 0)),
  constraint return_terms_restocking_cost_check CHECK ((restocking_cost >= 0)),
  constraint return_terms_return_address_check CHECK ((length(return_address) <= 1000)),
  constraint return_terms_return_shipping_check CHECK ((return_shipping >= 0))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON return_terms FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on return_terms using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table return_terms force row level security;

create table returned_units (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  source text not null,
  unit_key text not null,
  order_number text not null,
  sku text not null,
  asin text,
  title text not null default ''::text,
  quantity integer not null,
  returned_at timestamp with time zone not null,
  reason text not null default ''::text,
  status text not null default ''::text,
  disposition text not null default ''::text,
  comments text not null default ''::text,
  rma text,
  in_policy boolean,
  has_claim boolean,
  resolution text not null default ''::text,
  label_type text not null default ''::text,
  label_payer text not null default ''::text,
  currency character(3),
  label_cost bigint,
  refunded bigint,
  reimbursed bigint,
  carrier text not null default ''::text,
  tracking_number text,
  others jsonb,
  told bigint not null,
  recorded_at timestamp with time zone not null,
  constraint returned_units_pkey PRIMARY KEY (workspace_id, id),
  constraint returned_units_workspace_id_store_id_source_unit_key_key UNIQUE (workspace_id, store_id, source, unit_key),
  constraint returned_units_quantity_check CHECK ((quantity >= 0)),
  constraint returned_units_source_check CHECK ((source = ANY (ARRAY['fba'::text, 'mfn'::text])))
);
CREATE INDEX returned_units_of_order ON returned_units USING btree (workspace_id, order_number);
CREATE INDEX returned_units_of_sku ON returned_units USING btree (workspace_id, sku, returned_at);
CREATE TRIGGER losses_due_added AFTER INSERT ON returned_units REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_orders();
CREATE TRIGGER losses_due_changed AFTER UPDATE ON returned_units REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_orders();
CREATE TRIGGER returned_units_have_their_store AFTER INSERT ON returned_units REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION rows_have_their_store();
CREATE TRIGGER returned_units_stay_with_their_store BEFORE UPDATE OF workspace_id, store_id ON returned_units FOR EACH ROW WHEN (((old.store_id <> new.store_id) OR (old.workspace_id <> new.workspace_id))) EXECUTE FUNCTION rows_stay_with_their_store();
create policy workspace_isolation on returned_units using ((workspace_id = current_workspace())) with check ((workspace_id = ( SELECT current_workspace() AS current_workspace)));
alter table returned_units force row level security;

create table roles (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  key text not null,
  name_zh text not null,
  name_en text not null,
  permissions jsonb not null,
  shipped boolean not null default false,
  constraint roles_pkey PRIMARY KEY (workspace_id, id),
  constraint roles_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint roles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
create policy workspace_isolation on roles using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table roles force row level security;

create table schema_migrations (
  number integer not null,
  file text not null,
  checksum text not null,
  applied_at timestamp with time zone not null,
  constraint schema_migrations_pkey PRIMARY KEY (number)
);

create table seller_feedback (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  order_number text not null,
  given_at timestamp with time zone not null,
  rating smallint not null,
  comments text not null default ''::text,
  response text not null default ''::text,
  rater_address text,
  recorded_at timestamp with time zone not null,
  constraint seller_feedback_pkey PRIMARY KEY (workspace_id, id),
  constraint seller_feedback_workspace_id_store_id_order_number_key UNIQUE (workspace_id, store_id, order_number),
  constraint seller_feedback_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint seller_feedback_order_number_check CHECK (((length(order_number) >= 1) AND (length(order_number) <= 60))),
  constraint seller_feedback_rating_check CHECK (((rating >= 1) AND (rating <= 5)))
);
CREATE INDEX seller_feedback_of_order ON seller_feedback USING btree (workspace_id, order_number);
CREATE INDEX seller_feedback_of_rater ON seller_feedback USING btree (workspace_id, lower(rater_address)) WHERE (rater_address IS NOT NULL);
create policy workspace_isolation on seller_feedback using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table seller_feedback force row level security;

create table sessions (
  workspace_id uuid not null default current_workspace(),
  token_hash bytea not null,
  member_id uuid not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  user_agent text not null default ''::text,
  address text not null default ''::text,
  confirmed_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (workspace_id, token_hash),
  constraint sessions_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX sessions_by_expiry ON sessions USING btree (workspace_id, expires_at);
CREATE INDEX sessions_by_member ON sessions USING btree (workspace_id, member_id);
create policy workspace_isolation on sessions using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table sessions force row level security;

create table shipments (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  store_id uuid not null,
  order_number text not null,
  shipment_key text not null,
  shipment_id text,
  line_id text,
  sku text not null,
  title text not null default ''::text,
  quantity integer not null,
  shipped_at timestamp with time zone not null,
  arrives_at timestamp with time zone,
  delivered_at timestamp with time zone,
  carrier text not null default ''::text,
  tracking_number text,
  fulfilment_centre text not null default ''::text,
  reported_at timestamp with time zone not null,
  told bigint not null,
  recorded_at timestamp with time zone not null,
  constraint shipments_pkey PRIMARY KEY (workspace_id, id),
  constraint shipments_workspace_id_store_id_order_number_shipment_key_key UNIQUE (workspace_id, store_id, order_number, shipment_key),
  constraint shipments_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint shipments_order_number_check CHECK (((length(order_number) >= 1) AND (length(order_number) <= 60))),
  constraint shipments_quantity_check CHECK ((quantity >= 0))
);
CREATE INDEX shipments_by_tracking ON shipments USING btree (workspace_id, tracking_number) WHERE (tracking_number IS NOT NULL);
CREATE INDEX shipments_of_order ON shipments USING btree (workspace_id, order_number);
CREATE INDEX shipments_of_sku ON shipments USING btree (workspace_id, sku, shipped_at);
CREATE TRIGGER losses_due_added AFTER INSERT ON shipments REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_orders();
CREATE TRIGGER losses_due_changed AFTER UPDATE ON shipments REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION loss_dues_of_orders();
create policy workspace_isolation on shipments using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table shipments force row level security;

create table shipped_costs (
  workspace_id uuid not null default current_workspace(),
  shipment_id uuid not null,
  store_id uuid not null,
  order_number text not null,
  sku text not null,
  category text not null default ''::text,
  day date not null,
  order_month date not null default '0001-01-01'::date,
  quantity integer not null,
  amount bigint,
  currency character(3),
  base_amount bigint,
  constraint shipped_costs_pkey PRIMARY KEY (workspace_id, shipment_id),
  constraint shipped_costs_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id)
);
CREATE INDEX shipped_costs_by_day ON shipped_costs USING btree (workspace_id, day, shipment_id) INCLUDE (order_month, store_id, sku, category, amount, base_amount);
CREATE INDEX shipped_costs_of_order ON shipped_costs USING btree (workspace_id, store_id, order_number);
CREATE INDEX shipped_costs_of_sku ON shipped_costs USING btree (workspace_id, sku, day);
CREATE INDEX shipped_costs_of_store ON shipped_costs USING btree (workspace_id, store_id, day);
CREATE INDEX shipped_costs_without_rate ON shipped_costs USING btree (workspace_id, currency, day) WHERE ((amount IS NOT NULL) AND (base_amount IS NULL));
CREATE TRIGGER shipped_costs_added AFTER INSERT ON shipped_costs REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION shipped_costs_added();
CREATE TRIGGER shipped_costs_changed AFTER UPDATE ON shipped_costs REFERENCING OLD TABLE AS been NEW TABLE AS become FOR EACH STATEMENT EXECUTE FUNCTION shipped_costs_changed();
create policy workspace_isolation on shipped_costs using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table shipped_costs force row level security;

create table sku_days (
  workspace_id uuid not null default current_workspace(),
  sku text not null,
  batch text not null,
  day date not null,
  sent integer not null,
  ages integer[] not null,
  reasons text[] not null,
  constraint sku_days_pkey PRIMARY KEY (workspace_id, sku, batch, day),
  constraint sku_days_sent_check CHECK ((sent > 0))
);
CREATE INDEX sku_days_by_day ON sku_days USING btree (workspace_id, day);
create policy workspace_isolation on sku_days using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table sku_days force row level security;

create table sla_courses (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  kind text not null,
  priority text not null,
  store_id uuid,
  marketplace_kind text,
  channel_kind text,
  opened_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  unanswered_since timestamp with time zone,
  waiting_since timestamp with time zone,
  proposed_at timestamp with time zone,
  resolved_at timestamp with time zone,
  constraint sla_courses_pkey PRIMARY KEY (workspace_id, ticket_id),
  constraint sla_courses_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
create policy workspace_isolation on sla_courses using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table sla_courses force row level security;

create table sla_policies (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  kind text,
  priority text,
  store_id uuid,
  marketplace_kind text,
  channel_kind text,
  ceiling boolean not null,
  active boolean not null,
  updated_at timestamp with time zone not null,
  constraint sla_policies_pkey PRIMARY KEY (workspace_id, id),
  constraint sla_policies_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint sla_policies_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint sla_policies_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120)))
);
CREATE INDEX sla_policies_by_store ON sla_policies USING btree (workspace_id, store_id) WHERE (store_id IS NOT NULL);
CREATE INDEX sla_policies_listed ON sla_policies USING btree (workspace_id, name, id);
CREATE UNIQUE INDEX sla_policies_by_conditions ON sla_policies USING btree (workspace_id, kind, priority, store_id, marketplace_kind, channel_kind) NULLS NOT DISTINCT;
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON sla_policies FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on sla_policies using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table sla_policies force row level security;

create table sla_targets (
  workspace_id uuid not null default current_workspace(),
  policy_id uuid not null,
  measure text not null,
  limit_seconds integer not null,
  calendar_id uuid,
  pauses_for_buyer boolean not null,
  constraint sla_targets_pkey PRIMARY KEY (workspace_id, policy_id, measure),
  constraint sla_targets_workspace_id_calendar_id_fkey FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendars(workspace_id, id),
  constraint sla_targets_workspace_id_policy_id_fkey FOREIGN KEY (workspace_id, policy_id) REFERENCES sla_policies(workspace_id, id) ON DELETE CASCADE,
  constraint sla_targets_limit_seconds_check CHECK ((limit_seconds > 0)),
  constraint sla_targets_measure_check CHECK ((measure = ANY (ARRAY['first-response'::text, 'next-response'::text, 'solution-proposed'::text, 'promise'::text, 'resolution'::text])))
);
CREATE INDEX sla_targets_by_calendar ON sla_targets USING btree (workspace_id, calendar_id) WHERE (calendar_id IS NOT NULL);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON sla_targets FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on sla_targets using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table sla_targets force row level security;

create table starter_letters_brought (
  workspace_id uuid not null default current_workspace(),
  key text not null,
  brought_at timestamp with time zone not null,
  constraint starter_letters_brought_pkey PRIMARY KEY (workspace_id, key),
  constraint starter_letters_brought_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id)
);
create policy workspace_isolation on starter_letters_brought using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table starter_letters_brought force row level security;

create table stores (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  marketplace text not null,
  name text not null,
  external_seller_id text,
  signature_name text not null,
  default_language text not null,
  currency character(3) not null,
  zone text not null,
  active boolean not null default true,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint stores_pkey PRIMARY KEY (workspace_id, id),
  constraint stores_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint stores_workspace_id_marketplace_fkey FOREIGN KEY (workspace_id, marketplace) REFERENCES marketplaces(workspace_id, code),
  constraint stores_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint stores_signature_name_check CHECK (((length(signature_name) >= 1) AND (length(signature_name) <= 120)))
);
CREATE INDEX stores_listed ON stores USING btree (workspace_id, name, id);
CREATE UNIQUE INDEX stores_by_name ON stores USING btree (workspace_id, marketplace, lower(name));
CREATE UNIQUE INDEX stores_by_seller ON stores USING btree (workspace_id, marketplace, external_seller_id) WHERE (external_seller_id IS NOT NULL);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON stores FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
CREATE CONSTRAINT TRIGGER stores_keep_their_rows AFTER DELETE ON stores DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION stores_keep_their_rows();
create policy workspace_isolation on stores using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table stores force row level security;

create table suggestions (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  customer_id uuid not null,
  follow_up_id uuid not null,
  entry_id uuid not null,
  text text not null,
  withdrawn_at timestamp with time zone,
  made_at timestamp with time zone not null,
  constraint suggestions_pkey PRIMARY KEY (workspace_id, id),
  constraint suggestions_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id) ON DELETE CASCADE,
  constraint suggestions_workspace_id_entry_id_fkey FOREIGN KEY (workspace_id, entry_id) REFERENCES follow_up_entries(workspace_id, id) ON DELETE CASCADE,
  constraint suggestions_workspace_id_follow_up_id_fkey FOREIGN KEY (workspace_id, follow_up_id) REFERENCES follow_ups(workspace_id, id) ON DELETE CASCADE,
  constraint suggestions_text_check CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);
CREATE INDEX suggestions_of_customer ON suggestions USING btree (workspace_id, customer_id);
CREATE INDEX suggestions_of_entry ON suggestions USING btree (workspace_id, entry_id);
CREATE INDEX suggestions_of_follow_up ON suggestions USING btree (workspace_id, follow_up_id);
create policy workspace_isolation on suggestions using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table suggestions force row level security;

create table teams (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  name text not null,
  constraint teams_pkey PRIMARY KEY (workspace_id, id),
  constraint teams_workspace_id_name_key UNIQUE (workspace_id, name),
  constraint teams_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint teams_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);
create policy workspace_isolation on teams using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table teams force row level security;

create table template_counts (
  workspace_id uuid not null default current_workspace(),
  text_id uuid not null,
  month date not null,
  slot smallint not null,
  uses bigint not null default 0,
  edited bigint not null default 0,
  solved bigint not null default 0,
  returned bigint not null default 0,
  rated bigint not null default 0,
  rating_sum bigint not null default 0,
  constraint template_counts_pkey PRIMARY KEY (workspace_id, text_id, month, slot),
  constraint template_counts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint template_counts_workspace_id_text_id_fkey FOREIGN KEY (workspace_id, text_id) REFERENCES template_texts(workspace_id, id) ON DELETE CASCADE
);
create policy workspace_isolation on template_counts using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table template_counts force row level security;

create table template_texts (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  template_id uuid not null,
  language text not null,
  number integer not null,
  status text not null,
  subject text,
  body text not null,
  meaning text not null,
  variables text[] not null default '{}'::text[],
  note text not null default ''::text,
  created_by uuid,
  created_at timestamp with time zone not null,
  published_by uuid,
  published_at timestamp with time zone,
  constraint template_texts_pkey PRIMARY KEY (workspace_id, id),
  constraint template_texts_workspace_id_template_id_language_number_key UNIQUE (workspace_id, template_id, language, number),
  constraint template_texts_workspace_id_created_by_fkey FOREIGN KEY (workspace_id, created_by) REFERENCES members(workspace_id, id),
  constraint template_texts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint template_texts_workspace_id_published_by_fkey FOREIGN KEY (workspace_id, published_by) REFERENCES members(workspace_id, id),
  constraint template_texts_workspace_id_template_id_fkey FOREIGN KEY (workspace_id, template_id) REFERENCES templates(workspace_id, id) ON DELETE CASCADE,
  constraint template_texts_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
  constraint template_texts_language_check CHECK ((language ~ '^[a-z]{2}$'::text)),
  constraint template_texts_number_check CHECK ((number > 0)),
  constraint template_texts_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'review'::text, 'published'::text, 'retired'::text]))),
  constraint template_texts_subject_check CHECK ((subject !~ '[\r\n]'::text))
);
CREATE UNIQUE INDEX template_texts_in_use ON template_texts USING btree (workspace_id, template_id, language) WHERE (status = 'published'::text);
CREATE UNIQUE INDEX template_texts_open ON template_texts USING btree (workspace_id, template_id, language) WHERE (status = ANY (ARRAY['draft'::text, 'review'::text]));
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON template_texts FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on template_texts using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table template_texts force row level security;

create table templates (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  key text not null,
  title_zh text not null,
  title_en text not null,
  purpose_zh text not null,
  purpose_en text not null,
  kinds text[] not null,
  topics text[] not null default '{}'::text[],
  stage text not null,
  category text not null,
  marketplaces text[] not null,
  proactive boolean not null,
  attachment text,
  shipped boolean not null default false,
  search_text text not null,
  retired_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  brought_at timestamp with time zone,
  constraint templates_pkey PRIMARY KEY (workspace_id, id),
  constraint templates_workspace_id_key_key UNIQUE (workspace_id, key),
  constraint templates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint templates_attachment_check CHECK ((attachment = ANY (ARRAY['label'::text, 'invoice'::text]))),
  constraint templates_key_check CHECK (((key ~ '^[a-z][a-z0-9]*([.-][a-z0-9]+)*$'::text) AND (length(key) <= 60))),
  constraint templates_kinds_check CHECK ((cardinality(kinds) > 0)),
  constraint templates_marketplaces_check CHECK ((cardinality(marketplaces) > 0)),
  constraint templates_stage_check CHECK ((stage = ANY (ARRAY['acknowledge'::text, 'investigate'::text, 'answer'::text, 'follow-up'::text, 'close'::text])))
);
CREATE TRIGGER settings_changed BEFORE INSERT OR DELETE OR UPDATE ON templates FOR EACH STATEMENT EXECUTE FUNCTION stamp_settings();
create policy workspace_isolation on templates using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table templates force row level security;

create table ticket_events (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  id uuid not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid not null,
  details jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null,
  constraint ticket_events_pkey PRIMARY KEY (workspace_id, ticket_id, id),
  constraint ticket_events_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id),
  constraint ticket_events_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['member'::text, 'token'::text, 'system'::text, 'buyer'::text])))
);
create policy workspace_isolation on ticket_events using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table ticket_events force row level security;

create table ticket_followers (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  member_id uuid not null,
  constraint ticket_followers_pkey PRIMARY KEY (workspace_id, ticket_id, member_id),
  constraint ticket_followers_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id),
  constraint ticket_followers_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id)
);
CREATE INDEX ticket_followers_by_member ON ticket_followers USING btree (workspace_id, member_id);
create policy workspace_isolation on ticket_followers using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table ticket_followers force row level security;

create table ticket_search (
  workspace_id uuid not null default current_workspace(),
  ticket_id uuid not null,
  tokens tsvector not null,
  constraint ticket_search_pkey PRIMARY KEY (workspace_id, ticket_id),
  constraint ticket_search_workspace_id_ticket_id_fkey FOREIGN KEY (workspace_id, ticket_id) REFERENCES tickets(workspace_id, id)
);
CREATE INDEX ticket_search_by_token ON ticket_search USING gin (tokens) WITH (gin_pending_list_limit='256');
create policy ticket_search_by_function on ticket_search for select to amends_owner using (true);
create policy workspace_isolation on ticket_search using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table ticket_search force row level security;

create table tickets (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  number bigint not null default nextval('ticket_numbers'::regclass),
  kind text not null,
  sub_type text,
  status text not null default 'open'::text,
  priority text not null default 'normal'::text,
  subject text not null,
  preview text not null default ''::text,
  language text not null,
  store_id uuid,
  channel_id uuid,
  channel_kind text not null,
  marketplace_kind text not null default 'own-shop'::text,
  customer_id uuid,
  order_number text,
  assignee_id uuid,
  tags text[] not null default '{}'::text[],
  reasons jsonb not null default '[]'::jsonb,
  unanswered integer not null default 0,
  next_due_at timestamp with time zone not null default 'infinity'::timestamp with time zone,
  next_measure text,
  snoozed_until timestamp with time zone,
  last_message_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolution jsonb,
  version integer not null default 1,
  next_started_at timestamp with time zone,
  erased_at timestamp with time zone,
  constraint tickets_pkey PRIMARY KEY (workspace_id, id),
  constraint tickets_workspace_id_number_key UNIQUE (workspace_id, number),
  constraint tickets_workspace_id_assignee_id_fkey FOREIGN KEY (workspace_id, assignee_id) REFERENCES members(workspace_id, id),
  constraint tickets_workspace_id_channel_id_fkey FOREIGN KEY (workspace_id, channel_id) REFERENCES channels(workspace_id, id),
  constraint tickets_workspace_id_customer_id_fkey FOREIGN KEY (workspace_id, customer_id) REFERENCES customers(workspace_id, id),
  constraint tickets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint tickets_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id),
  constraint tickets_check CHECK (((next_measure IS NULL) = (next_started_at IS NULL))),
  constraint tickets_kind_check CHECK ((kind = ANY (ARRAY['inquiry'::text, 'order'::text, 'return'::text, 'complaint'::text, 'claim'::text, 'review'::text, 'appeal'::text]))),
  constraint tickets_priority_check CHECK ((priority = ANY (ARRAY['urgent'::text, 'high'::text, 'normal'::text, 'low'::text]))),
  constraint tickets_status_check CHECK ((status = ANY (ARRAY['open'::text, 'waiting'::text, 'snoozed'::text, 'resolved'::text])))
);
CREATE INDEX tickets_by_due ON tickets USING btree (workspace_id, status, next_due_at, id, kind);
CREATE INDEX tickets_by_recency ON tickets USING btree (workspace_id, last_message_at, id);
CREATE INDEX tickets_by_status_and_recency ON tickets USING btree (workspace_id, status, last_message_at, id, next_due_at, kind);
CREATE INDEX tickets_of_assignee_by_due ON tickets USING btree (workspace_id, assignee_id, status, next_due_at, id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX tickets_of_customer ON tickets USING btree (workspace_id, customer_id, last_message_at, id);
CREATE INDEX tickets_of_order ON tickets USING btree (workspace_id, order_number) WHERE (order_number IS NOT NULL);
CREATE INDEX tickets_of_store_by_due ON tickets USING btree (workspace_id, store_id, status, next_due_at, id);
CREATE INDEX tickets_of_store_by_recency ON tickets USING btree (workspace_id, store_id, last_message_at, id);
CREATE INDEX tickets_open_by_assignee ON tickets USING btree (workspace_id, assignee_id, priority) WHERE ((status = 'open'::text) AND (assignee_id IS NOT NULL));
CREATE INDEX tickets_open_of_assignee_by_recency ON tickets USING btree (workspace_id, assignee_id, last_message_at, id) WHERE (status = 'open'::text);
CREATE INDEX tickets_snoozed ON tickets USING btree (workspace_id, snoozed_until) WHERE (status = 'snoozed'::text);
CREATE INDEX tickets_unassigned_by_due ON tickets USING btree (workspace_id, status, next_due_at, id) WHERE (assignee_id IS NULL);
create policy tickets_by_function on tickets for select to amends_owner using (true);
create policy workspace_isolation on tickets using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table tickets force row level security;

create table uploads (
  workspace_id uuid not null default current_workspace(),
  id uuid not null,
  member_id uuid not null,
  filename text not null,
  content_type text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamp with time zone not null,
  constraint uploads_pkey PRIMARY KEY (workspace_id, id),
  constraint uploads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint uploads_workspace_id_member_id_fkey FOREIGN KEY (workspace_id, member_id) REFERENCES members(workspace_id, id)
);
CREATE INDEX uploads_by_age ON uploads USING btree (workspace_id, created_at);
create policy workspace_isolation on uploads using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table uploads force row level security;

create table web_forms (
  workspace_id uuid not null default current_workspace(),
  store_id uuid not null,
  link_id uuid not null,
  enabled boolean not null,
  changed_at timestamp with time zone not null,
  constraint web_forms_pkey PRIMARY KEY (workspace_id, store_id),
  constraint web_forms_workspace_id_link_id_key UNIQUE (workspace_id, link_id),
  constraint web_forms_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(workspace_id),
  constraint web_forms_workspace_id_store_id_fkey FOREIGN KEY (workspace_id, store_id) REFERENCES stores(workspace_id, id) ON DELETE CASCADE
);
create policy workspace_isolation on web_forms using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
alter table web_forms force row level security;

create table workspaces (
  workspace_id uuid not null,
  slug text not null,
  name text not null,
  zone text not null,
  currency character(3) not null,
  language text not null,
  is_demo boolean not null default false,
  created_at timestamp with time zone not null,
  settings_stamp uuid not null default gen_random_uuid(),
  constraint workspaces_pkey PRIMARY KEY (workspace_id),
  constraint workspaces_slug_key UNIQUE (slug),
  constraint workspaces_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint workspaces_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint workspaces_slug_check CHECK ((slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text))
);
create policy workspace_isolation on workspaces using ((workspace_id = current_workspace())) with check ((workspace_id = current_workspace()));
create policy workspaces_directory on workspaces for select to amends_owner using (true);
alter table workspaces force row level security;
