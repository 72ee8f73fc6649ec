-- What a colleague must know before writing to a buyer.

alter table customers
  add column special_needs text not null default '' check (length(special_needs) <= 2000),
  add column preferences text not null default '' check (length(preferences) <= 2000);
