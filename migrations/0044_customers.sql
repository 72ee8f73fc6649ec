-- From what on a customer is a regular or a key one, and from what on they are a risk: one row where somebody has set it.

create table customer_thresholds (
  workspace_id uuid not null default current_workspace() references workspaces,
  -- Orders within 365 days.
  returning_orders int not null check (returning_orders between 2 and 10000),
  regular_orders int not null check (regular_orders > returning_orders and regular_orders <= 10000),
  key_orders int not null check (key_orders > regular_orders and key_orders <= 10000),
  -- The share of pieces sent back by the buyer's own wish that is surely passed, and the pieces below which nobody is called a risk.
  watch_percent int not null check (watch_percent between 1 and 100),
  high_percent int not null check (high_percent between watch_percent and 100),
  watch_returned int not null check (watch_returned between 1 and 10000),
  high_returned int not null check (high_returned between watch_returned and 10000),
  watch_claims int not null check (watch_claims between 1 and 1000),
  high_claims int not null check (high_claims between watch_claims and 1000),
  watch_outside_policy int not null check (watch_outside_policy between 1 and 10000),
  primary key (workspace_id)
);
select protect('customer_thresholds');
select is_settings('customer_thresholds');
