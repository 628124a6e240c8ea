-- What cannot be judged however often it is tried holds up nothing behind it, and stays to be looked at.
alter table listening_told add attempts integer not null default 0, add trouble text;
create index listening_told_waiting on listening_told (id) where attempts < 5;
