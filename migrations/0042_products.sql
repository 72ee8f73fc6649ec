-- Products that are learned from what was sold, and found by the words of their titles.

-- When what was sold, sent or returned under this title was; null where a person or a cost table has said the title, or
-- nobody has: what was said is never written over.
alter table products add column title_sold_at timestamptz;
-- Whether somebody has said what a piece costs; by it the list of those without a cost is read, and counted.
alter table products add column has_cost boolean not null default false;
create index products_without_cost on products (workspace_id, sku) where not has_cost;

-- Under which beginnings of words a title is found. Row-level security lets an index answer "=" and "<", never LIKE.
create table product_words (
  workspace_id uuid not null default current_workspace(),
  word text collate "C" not null check (length(word) between 1 and 64),
  sku text collate "C" not null,
  primary key (workspace_id, word, sku),
  foreign key (workspace_id, sku) references products (workspace_id, sku) on delete cascade
);
create index product_words_by_sku on product_words (workspace_id, sku);
select protect('product_words');

-- How far what was sold before products were learned from it has been looked through, by SKU.
create table product_sales_read (
  workspace_id uuid not null default current_workspace() references workspaces,
  up_to text not null default '',
  done_at timestamptz,
  primary key (workspace_id)
);
select protect('product_sales_read');

-- Titles of cost tables, as words of letters and digits; what is written without spaces by its characters and pairs.
do $$
declare
  here uuid;
begin
  for here in select workspace_id from workspaces loop
    perform set_config('amends.workspace', here::text, true);
    update products set has_cost = true where exists (select from product_costs c where c.product_id = products.id);
    insert into product_words (word, sku)
    select left(lower(word), 64), sku from products, regexp_split_to_table(title, '[^[:alnum:]]+') as word where word <> ''
    union
    select substr(word, at, size), sku
    from products, regexp_split_to_table(title, '[^[:alnum:]]+') as word, generate_series(1, length(word)) as at,
      generate_series(1, 2) as size
    where word ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' and at + size - 1 <= length(word);
  end loop;
  perform set_config('amends.workspace', '', true);
end $$;
