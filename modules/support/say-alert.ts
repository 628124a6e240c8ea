import { hrefOf } from '../inbox/index.ts'
import { wordsIn } from '../team/index.ts'
import type { AlertEvent } from './choose-ways.ts'
import type { AlertSaid } from './tables.ts'

type Leading = { brandId: string; conversationId: string | null; said: AlertSaid }

export const hrefIn = ({ brandId, conversationId, said }: Leading) =>
  said.href ?? (conversationId ? hrefOf({ brandId, id: conversationId }) : '/inbox')

export type Sayable = { event: AlertEvent; said: AlertSaid; held: number; locale: string }

/** An alert in words, with how many others it speaks for. */
export function textOf({ event, said, held, locale }: Sayable): string {
  const { say } = wordsIn(locale)
  const text = say(`support.alert.${event}`, { ...said })
  return held > 0 ? `${text}\n${say('support.alert.more', { count: held })}` : text
}
