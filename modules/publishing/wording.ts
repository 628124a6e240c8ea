import type { Subject } from './publication.ts'

/** What has words of its own for an answer, since those for a post would be wrong. */
export const otherwiseForAnswers: ReadonlySet<string> = new Set([
  ...['publishing.line.planned', 'publishing.line.cancelled', 'publishing.line.isThere', 'publishing.line.notThere'],
  ...['publishing.begin.post', 'publishing.done.post', 'publishing.found.post', 'publishing.absent.post'],
  ...['publishing.absent.unsure', 'publishing.verdict.published', 'publishing.verdict.publishedLate'],
  ...['publishing.verdict.unknown', 'publishing.reason.unknown', 'publishing.reason.rejected'],
  ...['publishing.reason.missed', 'publishing.reason.networkDown', 'publishing.reason.notBegun'],
  ...['publishing.reason.notThere', 'publishing.reason.accountReconnect', 'publishing.reason.accountPaused'],
  ...['publishing.end.unknown-outcome', 'publishing.end.interrupted'],
  ...['publishing.ask.unknown', 'publishing.ask.missed', 'publishing.ask.rejected'],
])

/** The key of what is said of it: an engine that knows only what happened says it of posts. */
export const wordedFor = (of: Pick<Subject, 'kind'>, code: string): string =>
  of.kind === 'answer' && otherwiseForAnswers.has(code) ? `publishing.answer.${code.slice('publishing.'.length)}` : code
