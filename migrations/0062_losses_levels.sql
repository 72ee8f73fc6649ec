-- Figures on several levels: each keeps some of what is cut by and sums over the rest, so that a question reads about as
-- many rows as its answer has groups, however large the ledger is. Which level answers which question, and what is read
-- from the ledger itself: `server/modules/losses/rules.levels.ts`.

drop table loss_figures;

-- Sums by day, week, month and month of the order. Derived; made anew from the ledger at will.
create table loss_figures (
  workspace_id uuid not null default current_workspace(),
  level text collate "C" not null check (level in ('total', 'store', 'category', 'cause', 'version', 'store-category',
    'store-cause', 'category-cause', 'all', 'sku', 'store-sku')),
  grain text collate "C" not null check (grain in ('day', 'week', 'month', 'cohort')),
  start date not null,
  -- A hash of all that the figure is cut by.
  cut uuid not null,
  side text collate "C" not null check (side in ('loss', 'shipped')),
  -- All zeros and empty words on levels that do not keep them.
  store_id uuid not null,
  sku text collate "C" not null,
  category text not null,
  reason text not null,
  quality text not null,
  fault text not null,
  policy_version_id uuid not null,
  -- Minor units of the workspace's currency.
  amount bigint not null,
  items bigint not null,
  without_rate bigint not null,
  without_cost bigint not null,
  primary key (workspace_id, level, grain, start, cut)
);
create index loss_figures_of_sku on loss_figures (workspace_id, sku, level, grain, start)
  where level in ('sku', 'store-sku');
create index loss_figures_of_store on loss_figures (workspace_id, store_id, level, grain, start)
  where level in ('all', 'store-sku');
select protect('loss_figures');

-- Parcels of a store's SKUs, on days that make no whole month.
create index shipped_costs_of_store on shipped_costs (workspace_id, store_id, day);

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
