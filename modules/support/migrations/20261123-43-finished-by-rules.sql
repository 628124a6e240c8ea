-- What a rule finished is no work of anybody: it is told apart from what a person closed.
alter table service_wait drop constraint service_wait_ended_how_check,
  add constraint service_wait_ended_how_check check (ended_how in ('answered', 'closed', 'closed-by-rule'));
update service_wait w set ended_how = 'closed-by-rule' from conversation_line l
 where w.ended_how = 'closed' and l.conversation_id = w.conversation_id and l.kind = 'done' and l.by_rule is not null and l.at = w.ended_at;
