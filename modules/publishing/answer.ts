import type { Interaction, MessageTemplate } from '../../networks/contract.ts'
import { filledWords } from '../../networks/template-words.ts'

/**
 * Words to somebody who spoke to the brand, as they were written. `to` is what is answered as it stood then; `href` is where on
 * the desk people see it.
 */
export type Answer = { to: Interaction; href: string } & AnswerWay
export type AnswerWay =
  | { way: 'public'; text: string; mediaIds: string[] }
  | { way: 'private'; text: string }
  | { way: 'template'; template: MessageTemplate; values: string[] }

/** As it is kept: moments are ISO 8601. */
export type KeptAnswer = Omit<Answer, 'to'> & AnswerWay & { to: KeptInteraction }
type KeptInteraction = Omit<Interaction, 'at' | 'editedAt'> & { at: string; editedAt?: string }

export const answerOf = ({ to, ...rest }: KeptAnswer): Answer => ({
  ...rest,
  to: { ...to, at: new Date(to.at), editedAt: to.editedAt === undefined ? undefined : new Date(to.editedAt) },
})

export const mediaIdsOfAnswer = (answer: AnswerWay): string[] => (answer.way === 'public' ? answer.mediaIds : [])

/** What is read there. */
export const saidIn = (answer: AnswerWay): string =>
  answer.way === 'template' ? filledWords(answer.template.body, answer.values) : answer.text

export const addresseeOf = ({ to: { author } }: { to: Pick<Interaction, 'author'> }): string =>
  author.name || author.handle || author.id
