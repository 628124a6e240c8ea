-- Since when no program that runs has had this listener; null while one has.
alter table event_listener add column unknown_since timestamptz;
