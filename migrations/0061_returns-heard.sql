-- The buyer only asked something: what they wrote up to then is answered, and says nothing of our last letter.
alter table return_requests add column heard_at timestamptz;
