import { NetworkFailure, Refusal } from '../../kernel/failure.ts'
import type { AccountAccess, Network, PreparedContent, Step } from '../../networks/contract.ts'
import type { Answer } from './answer.ts'
import type { Act } from './budgets.ts'
import { hasGoneOut, type Publication, type Subject } from './publication.ts'
import type { Said } from './tables.ts'
import { postStep } from './taking-down.ts'

/** The network's own steps of a post or an answer. Throws `rejected` where it has no such ability. */
export function stepsOf(network: Network, of: Subject, content: PreparedContent, account: AccountAccess): Step[] {
  if (of.kind === 'answer') return sendingLast(network, stepsOfWay(network, of.answer, content, account))
  if (network.publish) return network.publish.steps(content, account)
  throw new NetworkFailure('rejected', `${network.composing.name} can only be read`)
}

/** The step that sends an answer is named as that of a post is. */
function sendingLast({ composing }: Network, steps: Step[]): Step[] {
  if (steps.filter((step) => step.role === 'post').length !== 1 || steps.at(-1)?.role !== 'post')
    throw new Error(`the last step of an answer on ${composing.id} is not the one that sends it`)
  return steps.map((step) => (step.role === 'post' ? { ...step, name: postStep } : step))
}

function stepsOfWay({ inbox, composing }: Network, answer: Answer, content: PreparedContent, account: AccountAccess) {
  const { to } = answer
  const no = (code: string) => cannot(composing.name, code)
  if (answer.way === 'template') {
    if (!inbox?.replyWithTemplate) throw no('publishing.answer.noTemplates')
    return [inbox.replyWithTemplate(to, answer.template, answer.values, account)]
  }
  if (answer.way === 'private') {
    if (!inbox?.replyPrivately) throw no('publishing.answer.noPrivate')
    return [inbox.replyPrivately(to, answer.text, account)]
  }
  const media = content.parts.flatMap((part) => part.media)
  if (media.length === 0) {
    if (!inbox?.reply) throw no('publishing.answer.noWay')
    return [inbox.reply(to, answer.text, account)]
  }
  if (!inbox?.replyWith) throw no('publishing.answer.noFiles')
  return inbox.replyWith(to, answer.text, media, account)
}

const cannot = (network: string, code: string) =>
  new NetworkFailure('rejected', `${network} has no such way to answer`, {
    cause: new Refusal(422, code, { values: { network } }),
  })

/** What a step takes from the rate budgets. */
export const actOf = (of: Subject, step: Step): Act =>
  step.role === 'prepare' ? 'upload' : of.kind === 'answer' ? 'answer' : 'publish'

/** The network's moment for an answer has passed: the reason. What may have gone out already is seen through. */
export function windowClosed(
  publication: Publication,
  { inbox, composing }: Network,
  account: AccountAccess,
  now: Date,
): Said | undefined {
  const { of } = publication
  if (of.kind === 'post' || of.answer.way === 'template' || hasGoneOut(publication)) return undefined
  const until = inbox?.replyUntil?.(of.answer.to, account)
  if (!until || until > now) return undefined
  return { code: 'publishing.answer.windowClosed', values: { network: composing.name } }
}
