-- By what an order is found when a letter names it in its own way.

-- The number without what people leave out or mistake when they write it; as lib/text.keys.ts folds one.
alter table orders add column number_folded text collate "C" not null
  generated always as (translate(upper(regexp_replace(number, '[^0-9A-Za-z]', '', 'g')), 'OIL', '011')) stored;
create index orders_by_folded_number on orders (workspace_id, number_folded);

-- The words of the buyer's name, folded and in the order of the alphabet: “Carter, Emily” is Emily Carter.
alter table orders add column buyer_key text collate "C" not null default '';
create index orders_by_buyer_key on orders (workspace_id, buyer_key, ordered_at) where buyer_key <> '';

do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update orders set buyer_key = coalesce((
      select string_agg(word, ' ' order by word collate "C")
      from regexp_split_to_table(lower(buyer_name), '[^[:alnum:]]+') as word where word <> ''), '')
    where buyer_name <> '';
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
