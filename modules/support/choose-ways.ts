import { isQuiet, type QuietHours } from './duty.ts'

/** What an alert may be about, from the least grave to the most. */
export const alertEvents = [
  ...(['new', 'silence', 'assigned', 'late-soon', 'mentioned', 'big-voice'] as const),
  ...(['negative', 'spike', 'souring', 'late', 'crisis'] as const),
] as const
export type AlertEvent = (typeof alertEvents)[number]
/** `desk`: a notice; `sound`: heard where the desk is open; `push`: by the browser though it is not; `mail`: in the next digest. */
export const alertWays = ['desk', 'sound', 'push', 'mail'] as const
export type AlertWay = (typeof alertWays)[number]
export type AlertChoices = Record<AlertEvent, AlertWay[]>

export const usualChoices: AlertChoices = {
  new: ['desk', 'sound'],
  silence: ['desk'],
  assigned: ['desk', 'sound', 'push'],
  'late-soon': ['desk', 'push'],
  mentioned: ['desk', 'sound', 'push'],
  'big-voice': ['desk', 'sound', 'push'],
  negative: ['desk', 'sound', 'push'],
  spike: ['desk', 'sound', 'push'],
  souring: ['desk', 'sound', 'push', 'mail'],
  late: ['desk', 'sound', 'push', 'mail'],
  crisis: ['desk', 'sound', 'push', 'mail'],
}

export const gravityOf = (event: AlertEvent): number => alertEvents.indexOf(event)

/** How a person hears of it now. In their quiet hours it waits for them silently and comes with the next digest; a crisis does not wait. */
export function waysFor(choices: AlertChoices, quiet: QuietHours | null, event: AlertEvent, now: Date): AlertWay[] {
  const wanted = choices[event]
  if (event === 'crisis' || !isQuiet(quiet, now)) return wanted
  const isLoud = wanted.includes('push') || wanted.includes('mail')
  return [...(wanted.includes('desk') ? (['desk'] as const) : []), ...(isLoud ? (['mail'] as const) : [])]
}

/** So many alerts reach one person (or one channel) alone within the window; what is more comes as one, when it has ended. */
export const burst = { most: 5, withinMs: 5 * 60_000 }
/** Of one conversation somebody hears once a minute, unless it becomes graver. */
export const sameConversationMs = 60_000

export type Earlier = { conversationId: string | null; gravity: number; at: Date; alone: boolean }
export type Verdict = 'send' | 'hold' | 'drop'

/** What becomes of an alert to somebody who was told these before. */
export function stormVerdict(earlier: Earlier[], alert: Omit<Earlier, 'alone'>): Verdict {
  const since = (ms: number) => (one: Earlier) => alert.at.getTime() - one.at.getTime() < ms
  const told = earlier
    .filter(since(sameConversationMs))
    .some(
      (one) =>
        one.conversationId !== null && one.conversationId === alert.conversationId && one.gravity >= alert.gravity,
    )
  if (told) return 'drop'
  if (alert.gravity === gravityOf('crisis')) return 'send'
  return earlier.filter(since(burst.withinMs)).filter((one) => one.alone).length >= burst.most ? 'hold' : 'send'
}
