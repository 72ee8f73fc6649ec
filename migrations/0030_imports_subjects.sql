-- Reports of shipments, of settlements and of refunds that were asked for are read in too.
alter table imports drop constraint imports_subject_check;
alter table imports add constraint imports_subject_check check (
  subject in ('orders', 'shipments', 'fba-returns', 'mfn-returns', 'settlement', 'refund-feed', 'costs'));
