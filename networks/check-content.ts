import { checkMedia } from './check-media.ts'
import { checkOptions, optionFields } from './check-options.ts'
import { checkPoll } from './check-poll.ts'
import { checkText, isBlank } from './check-text.ts'
import type { AccountFacts, Composing, Content, Desk, Finding, Limits, Part } from './compose.ts'

/**
 * Everything wrong or worth knowing about a content on one account: the rules all networks share, then the network's own.
 * `desk` is what the desk itself can do; absent, it is held able to do everything. Pure and browser-safe: the composer shows while writing exactly what the API enforces. Paths are as in `Finding`.
 */
export function checkContent(composing: Composing, content: Content, facts: AccountFacts, desk?: Desk): Finding[] {
  const limits = composing.limits(facts)
  if (content.parts.every(isEmpty)) return [error('parts', 'networks.check.empty')]
  return [
    ...checkParts(composing, content, limits),
    ...content.parts.flatMap((part, index) => checkPart(composing, part, index, limits, desk)),
    ...checkFirstComment(composing, content, limits),
    ...checkLanguage(content),
    ...checkOptions(optionFields(composing, facts), content.options),
    ...(composing.checkMore?.(content, facts) ?? []),
  ]
}

/** May this content be published as it stands? */
export const isPublishable = (findings: Finding[]) => findings.every((finding) => finding.severity !== 'error')

function checkParts(composing: Composing, content: Content, limits: Limits): Finding[] {
  const count = content.parts.length
  if (count > 1 && !composing.can.thread)
    return [error('parts', 'networks.check.noThreads', { network: composing.name })]
  if (count > limits.parts.max) return [error('parts', 'networks.check.tooManyParts', { count, max: limits.parts.max })]
  return []
}

const isEmpty = (part: Part) => isBlank(part.text) && part.media.length === 0 && !part.poll && !part.card

function checkPart(composing: Composing, part: Part, index: number, limits: Limits, desk: Desk | undefined): Finding[] {
  const path = `parts.${index}`
  const rules = part.media.length > 0 && limits.caption ? limits.caption : limits.text
  const missing = isTextMissing(part, limits) ? [error(`${path}.text`, 'networks.check.textMissing')] : []
  const card =
    part.card && limits.card !== 'own'
      ? [warning(`${path}.card`, 'networks.check.cardNotOwn', { network: composing.name })]
      : []
  return [
    ...missing,
    ...checkText(part.text, rules, `${path}.text`),
    ...checkMedia(part.media, limits.media, `${path}.media`, composing, desk),
    ...(part.poll ? checkPoll(part, limits, `${path}.poll`, composing) : []),
    ...card,
  ]
}

function isTextMissing(part: Part, limits: Limits): boolean {
  if (!isBlank(part.text)) return false
  if (limits.textRequired === 'always' || isEmpty(part)) return true
  return limits.textRequired === 'without-media' && part.media.length === 0 && !part.poll
}

function checkFirstComment(composing: Composing, content: Content, limits: Limits): Finding[] {
  if (content.firstComment === undefined || isBlank(content.firstComment)) return []
  if (!composing.can.firstComment)
    return [error('firstComment', 'networks.check.noFirstComment', { network: composing.name })]
  return checkText(content.firstComment, limits.firstComment ?? limits.text, 'firstComment')
}

function checkLanguage({ language }: Content): Finding[] {
  if (language === undefined) return []
  try {
    new Intl.Locale(language)
    return []
  } catch {
    return [error('language', 'networks.check.language', { language })]
  }
}

type Values = Record<string, string | number>
const error = (path: string, code: string, values?: Values): Finding => ({ path, code, severity: 'error', values })
const warning = (path: string, code: string, values?: Values): Finding => ({ path, code, severity: 'warning', values })
