/** A link under a message: `label | https://address` on a line of its own. */
export type Button = { label: string; url: string }
export type Line = Button | { problem: 'noLabel' | 'noAddress' | 'badAddress'; line: number; written: string }

/** Five rows of five. */
export const mostButtons = 25
const labelMax = 80
const addressMax = 512

export function readButtons(written: unknown): Line[] {
  if (typeof written !== 'string') return []
  return written.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, at + 1)]))
}

export const buttonsOf = (written: unknown): Button[] =>
  readButtons(written).flatMap((one) => ('url' in one ? [one] : []))

function readLine(written: string, line: number): Line {
  const cut = written.lastIndexOf('|')
  if (cut < 0) return { problem: 'noAddress', line, written }
  const label = written.slice(0, cut).trim()
  const url = written.slice(cut + 1).trim()
  if (label === '' || [...label].length > labelMax) return { problem: 'noLabel', line, written }
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) && url.length <= addressMax
  return isWeb ? { label, url } : { problem: 'badAddress', line, written }
}
