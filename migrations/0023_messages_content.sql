-- Files of mails whose bytes are something else than their name says: kept, and shown with a warning.
alter table message_attachments add column contradicts_name boolean not null default false;
