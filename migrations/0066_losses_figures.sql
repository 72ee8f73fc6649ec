-- Figures of few and narrow rows: what they are cut by is written once per cut, and one row has the sums of both sides. A
-- question takes the cuts that it is about and reads the steps of each from one index. Which level answers which question,
-- and what is read from the ledger itself: `server/modules/losses/rules.levels.ts`.

drop table loss_figures;

-- What figures are cut by, each once. Derived, as the figures are.
create table loss_cuts (
  workspace_id uuid not null default current_workspace(),
  -- A hash of all that follows.
  cut uuid not null,
  level text collate "C" not null check (level in ('store', 'category', 'cause-version', 'store-version',
    'category-version', 'store-cause', 'category-cause', 'store-category', 'all', 'sku', 'sku-version', 'sku-cause',
    'store-sku')),
  -- All zeros and empty words on levels that do not keep them.
  store_id uuid not null,
  sku text collate "C" not null,
  category text not null,
  reason text not null,
  fault text not null,
  policy_version_id uuid not null,
  primary key (workspace_id, cut)
);
create index loss_cuts_of_level on loss_cuts (workspace_id, level, store_id);
create index loss_cuts_of_sku on loss_cuts (workspace_id, sku, level);
select protect('loss_cuts');

-- Sums of a cut by day, week, month and month of the order. Derived; made anew from the ledger at will.
create table loss_figures (
  workspace_id uuid not null default current_workspace(),
  cut uuid not null,
  grain text collate "C" not null check (grain in ('day', 'week', 'month', 'cohort')),
  start date not null,
  -- Minor units of the workspace's currency.
  loss bigint not null,
  loss_without_quality bigint not null,
  cost bigint not null,
  -- Counts. Of what parcels know nothing of, all of theirs are 0.
  lines int not null,
  losses_without_rate int not null,
  losses_without_cost int not null,
  parcels int not null,
  shipped_without_rate int not null,
  shipped_without_cost int not null,
  -- The sums stand in the key's index, so that no question reads the table.
  primary key (workspace_id, cut, grain, start) include (loss, loss_without_quality, cost, lines, losses_without_rate,
    losses_without_cost, parcels, shipped_without_rate, shipped_without_cost)
);
select protect('loss_figures');

-- A few days of SKUs are added up from the ledger itself, and pages of lines found in it, by what stands in these.
drop index loss_lines_by_day;
create index loss_lines_by_day on loss_lines (workspace_id, day, id) include (order_month, store_id, sku, category, reason,
  quality, fault, policy_version_id, sign, amount, base_amount);
drop index shipped_costs_by_day;
create index shipped_costs_by_day on shipped_costs (workspace_id, day, shipment_id) include (order_month, store_id, sku,
  category, amount, base_amount);

-- What is booked already is added up anew.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    delete from loss_deltas where workspace_id = here;
    insert into loss_deltas (workspace_id, side, day, order_month, store_id, sku, category, reason, quality, fault,
      policy_version_id, amount, items, without_rate, without_cost)
    select here, 'loss', day, order_month, store_id, sku, category, reason, quality, fault, policy_version_id,
      sum(coalesce(base_amount, 0)), sum(sign),
      coalesce(sum(sign) filter (where base_amount is null and amount is not null), 0),
      coalesce(sum(sign) filter (where amount is null), 0)
    from loss_lines where workspace_id = here group by 3, 4, 5, 6, 7, 8, 9, 10, 11
    union all
    select here, 'shipped', day, order_month, store_id, sku, category, '', 'unknown', '',
      '00000000-0000-0000-0000-000000000000', sum(coalesce(base_amount, 0)), count(*),
      count(*) filter (where base_amount is null and amount is not null), count(*) filter (where amount is null)
    from shipped_costs where workspace_id = here group by 3, 4, 5, 6, 7;
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
