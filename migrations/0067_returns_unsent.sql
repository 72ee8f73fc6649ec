-- Since when a letter of the return lies here that could not be delivered: meanwhile no wait for its answer runs.
alter table return_requests add column unsent_at timestamptz;
