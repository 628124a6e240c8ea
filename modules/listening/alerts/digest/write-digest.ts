import type { Words } from '../../../../kernel/i18n.ts'
import { alertText } from '../../../support/index.ts'
import { voiceHref } from '../hear-big-voices.ts'
import { type AlarmRow, whoOf } from '../show-alarms.ts'
import { spanHref } from '../span.ts'
import type { Every } from './due.ts'
import type { Counts, Digest, Period, Seen } from './gather-digest.ts'

export type Reader = { name: string; brandId: string; brand: string; zone: string; origin: string }
type Writing = { words: Words; reader: Reader }

/** A digest as plain text in the reader's language. */
export function writeDigest(digest: Digest, period: Period, every: Every, { words, reader }: Writing) {
  const { say } = words
  const values = {
    brand: reader.brand,
    name: reader.name,
    count: digest.all.count,
    period: spanned(period, every, { words, reader }),
  }
  const writing = { words, reader }
  const parts = [
    say('listening.digest.opening', values),
    [say('listening.digest.all', values), changeOf(digest.all, every, words), feelingsOf(digest.all, words)]
      .filter(Boolean)
      .join('\n'),
    section(
      words,
      'topics',
      digest.topics.map((one) => topicLine(one, words)),
    ),
    section(
      words,
      'alarms',
      digest.alarms.map((one) => alarmLine(one, writing)),
    ),
    section(
      words,
      'voices',
      digest.voices.map((one) => voiceLine(one, writing)),
    ),
    section(
      words,
      'seen',
      digest.seen.map((one) => seenLine(one, writing)),
    ),
    `${say('listening.digest.closing')}\n${reader.origin}/brands/${reader.brandId}/listening/alerts`,
  ]
  return { subject: say(`listening.digest.subject.${every}`, values), text: `${parts.filter(Boolean).join('\n\n')}\n` }
}

function spanned({ from, to }: Period, every: Every, { words, reader: { zone: timeZone } }: Writing): string {
  const day = { day: 'numeric', month: 'long', timeZone } as const
  if (every === 'week') return new Intl.DateTimeFormat(words.locale, day).formatRange(from, to)
  const moment = new Intl.DateTimeFormat(words.locale, { ...day, hour: 'numeric', minute: '2-digit' })
  return moment.formatRange(from, to)
}

function section({ say }: Words, name: 'topics' | 'alarms' | 'voices' | 'seen', lines: string[]): string {
  if (lines.length === 0) return ''
  const title = say(`listening.digest.${name}`)
  return `${title}\n${'-'.repeat([...title].length)}\n${lines.join('\n')}`
}

function changeOf({ count, earlier }: Counts, every: Every, { say }: Words): string {
  return say(`listening.digest.change.${every}`, {
    change: Math.abs(count - earlier),
    earlier,
    way: way(count, earlier),
  })
}

const way = (count: number, earlier: number) => (count > earlier ? 'more' : count < earlier ? 'fewer' : 'same')

const feelingsOf = (counts: Counts, { say }: Words): string => say('listening.digest.feelings', { ...counts })

function topicLine(topic: Counts & { name: string }, { say }: Words): string {
  const change = topic.count - topic.earlier
  const signed = change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '±0'
  return `• ${say('listening.digest.topic', { ...topic, change: signed })}`
}

function alarmLine(alarm: AlarmRow, { words, reader }: Writing): string {
  const { kind, count, hours, low, high } = alarm
  const known = alarm.known ?? 0
  const isTone = kind === 'souring'
  const figures = isTone
    ? { count: known, share: percent(count, known), usual: percent(alarm.expected, known) }
    : { count, low, high }
  const account = isTone ? reader.brand : (alarm.query ?? '')
  const said = { who: '', excerpt: '', account, hours, ...figures }
  const text = alertText({ event: kind, said, held: 0, locale: words.locale })
  const only = isTone ? { sentiment: 'negative' } : { queries: alarm.queryId ?? '' }
  const at = new Intl.DateTimeFormat(words.locale, {
    ...{ weekday: 'short', hour: 'numeric', minute: '2-digit', timeZone: reader.zone },
  }).format(alarm.at)
  return `• ${at}: ${text}\n  ${reader.origin}${spanHref(reader.brandId, alarm, only)}`
}

const percent = (part: number, of: number) => (of > 0 ? Math.round((100 * part) / of) : 0)

function voiceLine(voice: AlarmRow, { words, reader }: Writing): string {
  const values = { who: whoOf(voice), followers: voice.followers ?? 0, excerpt: onOneLine(voice.said ?? '') }
  return `• ${words.say('listening.digest.by', values)}\n  ${reader.origin}${voiceHref(reader.brandId, voice.mentionId ?? '')}`
}

function seenLine({ id, author, followers, site, said }: Seen, { words, reader }: Writing): string {
  const who = author.name || author.handle || site
  const values = { who, followers: followers ?? 0, excerpt: onOneLine(said) }
  return `• ${words.say('listening.digest.by', values)}\n  ${reader.origin}${voiceHref(reader.brandId, id)}`
}

const onOneLine = (text: string) => {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  return (line.length > 200 ? `${line.slice(0, 199)}…` : line).toWellFormed()
}
