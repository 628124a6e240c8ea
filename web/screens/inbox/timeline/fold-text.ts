/** What strangers wrote, made fit to be shown: floods of invisible or stacked signs are thinned, endless texts folded. */
export type Folded = { text: string; isFolded: boolean; letters: number }

const mostLetters = 1200
const mostLines = 24

/** Zero-width and direction signs, of which a run says nothing; one stays, since joined emoji and some scripts need it. */
const unseen = '(?:[\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]|\\u034f)'
const invisible = new RegExp(`(${unseen})${unseen}+`, 'gu')
/** More marks over one letter than any language writes. */
const stacked = /(\p{M}{4})\p{M}+/gu
const emptyLines = /\n[ \t]*(?:\n[ \t]*){2,}/gu

/**
 * Signs that write a text backwards are left out: no language needs them, and they make one word look like another. Other
 * directions that an author began and did not end are ended by isolation in the page.
 */
export function readable(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\u202d\u202e]/g, '')
    .replaceAll(invisible, '$1')
    .replaceAll(stacked, '$1')
    .replaceAll(emptyLines, '\n\n')
}

/** The beginning of a long text, never through the middle of a sign. */
export function foldText(written: string): Folded {
  const text = readable(written)
  const lines = text.split('\n')
  const few = lines.length > mostLines ? lines.slice(0, mostLines).join('\n') : text
  const short = few.length > mostLetters ? wholeSigns(few.slice(0, mostLetters)) : few
  return { text: short, isFolded: short.length < text.length, letters: text.length }
}

/** Cut so that no half of a pair, no mark without its letter and no joined emoji is torn. */
function wholeSigns(text: string): string {
  const signs = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(-80))]
  const last = signs.at(-1)
  return last && signs.length > 1 ? text.slice(0, text.length - last.segment.length) : text
}

/** Only addresses of the web are followed or shown; anything else (a script, a file, an inline drawing) is not. */
export function webAddress(address: string | null | undefined): string | undefined {
  if (!address || !URL.canParse(address)) return undefined
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined
}
