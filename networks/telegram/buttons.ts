export type Button = { text: string; url: string }
export type ButtonLine =
  | { line: number; button: Button }
  | { line: number; problem: 'noLabel' | 'noAddress' | 'badAddress'; written: string }

export const mostButtons = 100

/** Buttons under a post, one a line: `Label | https://example.com`. Empty lines are passed over. */
export function readButtons(written: unknown): ButtonLine[] {
  if (typeof written !== 'string') return []
  return written.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line.trim(), index + 1)]))
}

function readLine(written: string, line: number): ButtonLine {
  const bar = written.lastIndexOf('|')
  if (bar < 0) return { line, problem: 'noAddress', written }
  const text = written.slice(0, bar).trim()
  const url = written.slice(bar + 1).trim()
  if (text === '') return { line, problem: 'noLabel', written }
  return isAddress(url) ? { line, button: { text, url } } : { line, problem: 'badAddress', written: url }
}

function isAddress(url: string): boolean {
  if (!/^(https?|tg):\/\/\S+$/i.test(url) || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return protocol === 'tg:' || hostname.includes('.')
}

export const buttonsOf = (written: unknown): Button[] =>
  readButtons(written).flatMap((one) => ('button' in one ? [one.button] : []))
