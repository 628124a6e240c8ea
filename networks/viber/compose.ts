import { type AccountFacts, type Content, defineComposing, type Finding, type Span } from '../compose.ts'
import { plainText } from '../rich-text.ts'
import { limits, pictureTextMax } from './limits.ts'

export default defineComposing({
  id: 'viber',
  name: 'Viber',
  color: '#7360f2',
  sign: 'M6.5 4.5h2.5l1.5 4-2 1.5c1 2.5 2.5 4 5 5l1.5-2 4 1.5v2.5c0 1.2-.8 2-2 2C10.5 18.5 5 13.5 4.5 6.5c0-1.2.8-2 2-2ZM14.5 5c2.7.5 4.2 2 4.7 4.7',
  group: 'messenger',
  can: {
    thread: false,
    firstComment: false,
    poll: false,
    alt: false,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: false,
    schedule: false,
  },
  options: [],
  limits,
  checkMore,
  spans: spansOf,
  shown: plainText,
})

function checkMore({ parts }: Content, facts: AccountFacts): Finding[] {
  const [part] = parts
  const files = part?.media.length ?? 0
  const messages = messageCount(part?.text ?? '', part?.media.map((one) => one.kind) ?? [])
  const bot: Finding[] =
    facts.kind === 'bot' ? [{ path: 'parts.0.text', code: 'viber.check.botCannotPost', severity: 'error' }] : []
  const several: Finding[] =
    files > 0 && messages > 1
      ? [{ path: 'parts.0.media', code: 'viber.check.several', severity: 'warning', values: { count: messages } }]
      : []
  return [...bot, ...several]
}

/** A message holds one file, and only beside a picture a short text. */
export function messageCount(text: string, kinds: string[]): number {
  const alone = text.trim() !== '' && !goesWithPicture(text, kinds[0])
  return kinds.length + (alone ? 1 : 0)
}

export const goesWithPicture = (text: string, first: string | undefined) =>
  first === 'image' && plainText(text).trim().length <= pictureTextMax

const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g

/** Links become alive, in the text as shown. */
function spansOf(written: string): Span[] {
  return [...plainText(written).matchAll(address)].map(
    ({ index, 0: target }): Span => ({ from: index, to: index + target.length, kind: 'link', target }),
  )
}
