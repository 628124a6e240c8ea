import { checkText, isBlank } from './check-text.ts'
import type { Composing, Finding, Limits, Part, Poll } from './compose.ts'

type PollLimits = NonNullable<Limits['poll']>
type Values = Record<string, string | number>

export function checkPoll(part: Part, limits: Limits, path: string, composing: Composing): Finding[] {
  const { poll } = part
  const rule = limits.poll
  if (!poll) return []
  if (!rule || !composing.can.poll) return [error(path, 'networks.check.noPolls', { network: composing.name })]
  const beside = [
    ...(part.media.length > 0 && !rule.withMedia ? [error(path, 'networks.check.pollWithMedia')] : []),
    ...(!isBlank(part.text) && !rule.withText ? [error(path, 'networks.check.pollWithText')] : []),
    ...(poll.multiple && !rule.multiple ? [error(`${path}.multiple`, 'networks.check.pollMultiple')] : []),
  ]
  return [
    ...beside,
    ...checkQuestion(poll, rule, path),
    ...checkChoices(poll, rule, path),
    ...checkEnd(poll, rule, path),
  ]
}

function checkQuestion(poll: Poll, rule: PollLimits, path: string): Finding[] {
  const question = poll.question ?? ''
  if (isBlank(question)) return rule.questionRequired ? [error(`${path}.question`, 'networks.check.pollQuestion')] : []
  return rule.questionMax ? checkText(question, [rule.questionMax], `${path}.question`) : []
}

function checkChoices(poll: Poll, rule: PollLimits, path: string): Finding[] {
  const count = poll.options.length
  const { min, max } = rule.options
  const number =
    count < min || count > max ? [error(`${path}.options`, 'networks.check.pollOptions', { count, min, max })] : []
  const seen = new Set<string>()
  const each = poll.options.flatMap((option, index) => {
    const at = `${path}.options.${index}`
    if (isBlank(option)) return [error(at, 'networks.check.pollOptionEmpty')]
    const again = seen.has(option.trim())
    seen.add(option.trim())
    return [...(again ? [error(at, 'networks.check.pollOptionTwice')] : []), ...checkText(option, [rule.optionMax], at)]
  })
  return [...number, ...each]
}

function checkEnd(poll: Poll, rule: PollLimits, path: string): Finding[] {
  const at = `${path}.durationSeconds`
  const hours = (seconds: number) => Math.round(seconds / 360) / 10
  if (rule.durations === 'none') return []
  if ('seconds' in rule.durations) {
    const allowed = rule.durations.seconds
    return allowed.includes(poll.durationSeconds)
      ? []
      : [error(at, 'networks.check.pollDurationChoice', { hours: allowed.map(hours).join(', ') })]
  }
  const { minSeconds, maxSeconds } = rule.durations
  if (poll.durationSeconds >= minSeconds && poll.durationSeconds <= maxSeconds) return []
  return [
    error(at, 'networks.check.pollDuration', {
      minMinutes: Math.round(minSeconds / 60),
      maxDays: Math.round(maxSeconds / 8640) / 10,
    }),
  ]
}

const error = (path: string, code: string, values?: Values): Finding => ({ path, code, severity: 'error', values })
