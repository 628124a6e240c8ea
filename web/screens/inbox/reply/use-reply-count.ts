import { useDeferredValue, useMemo } from 'react'
import type { Conversation } from '../../../api/inbox.ts'
import { useRules } from '../../compose/rules.ts'
import { useInbox } from '../use-inbox.ts'
import { countReply } from './count-reply.ts'

/** By the rules of the conversation's network, with what its account's server told of them. */
export function useReplyCount(head: Conversation, most: number | null, text: string) {
  const { around } = useInbox()
  const rules = useRules([head.network]).get(head.network)
  const facts = around.accounts.get(head.accountId)?.facts
  const settled = useDeferredValue(text)
  return useMemo(
    () => countReply(settled, rules && facts ? rules.limits(facts).text : [], most),
    [settled, rules, facts, most],
  )
}
