export const mostButtons = 30
const labelMax = 128
const addressMax = 2048

export type Button = { text: string; url: string }
export type Line = Button | { line: number; problem: 'noAddress' | 'badAddress' | 'longLabel' }

/** One button a line: `Label | https://address`. */
export function readButtons(written: unknown): Line[] {
  return String(written ?? '')
    .split('\n')
    .map((line, index) => ({ line: line.trim(), at: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, at }) => {
      const [text = '', url = ''] = line.split('|').map((one) => one.trim())
      if (!text || !url) return { line: at, problem: 'noAddress' as const }
      if (text.length > labelMax) return { line: at, problem: 'longLabel' as const }
      return /^https?:\/\/[^\s/]+\.\S+$/.test(url) && url.length <= addressMax
        ? { text, url }
        : { line: at, problem: 'badAddress' as const }
    })
}

export const buttonsOf = (written: unknown): Button[] =>
  readButtons(written).flatMap((one) => ('url' in one ? [one] : []))
