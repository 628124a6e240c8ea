import { type Content, defineComposing, type Finding, type OptionField, type Span } from '../compose.ts'
import { richText } from '../rich-text.ts'
import { limits } from './limits.ts'

export const options: OptionField[] = [
  {
    key: 'title',
    label: 'signed-webhook.option.title',
    help: 'signed-webhook.option.title.help',
    kind: 'text',
    maxLength: 300,
    default: '',
  },
  {
    key: 'tags',
    label: 'signed-webhook.option.tags',
    kind: 'words',
    max: 30,
    maxLength: 100,
    default: [],
  },
  {
    key: 'files',
    label: 'signed-webhook.option.files',
    help: 'signed-webhook.option.files.help',
    kind: 'choice',
    choices: ['inline', 'links'].map((value) => ({ value, label: `signed-webhook.option.files.${value}` })),
    default: 'inline',
  },
]

/** What travels inside the event must be small: pictures are made so, anything else goes by its address. */
function checkMore({ parts, options: given }: Content): Finding[] {
  if (given.files === 'links') return []
  return parts.flatMap((part, at) =>
    part.media.flatMap(({ kind }, place): Finding[] =>
      kind === 'image'
        ? []
        : [{ path: `parts.${at}.media.${place}`, code: 'signed-webhook.check.byLink', severity: 'error' }],
    ),
  )
}

function spans(written: string): Span[] {
  const { text, marks } = richText(written)
  const made: Span[] = marks.map(({ kind, from, to, target }) => ({ kind, from, to, ...(target ? { target } : {}) }))
  const taken = made.filter((one) => one.kind === 'link' || one.kind === 'code')
  const found = [...text.matchAll(/https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/gi)].map(
    (match): Span => ({ kind: 'link', from: match.index, to: match.index + match[0].length, target: match[0] }),
  )
  const free = found.filter((span) => !taken.some((one) => one.from < span.to && span.from < one.to))
  return [...made, ...free].sort((a, b) => a.from - b.from || b.to - a.to)
}

export default defineComposing({
  id: 'signed-webhook',
  name: 'Webhook',
  color: '#475569',
  sign: 'M10 13.5a4 4 0 0 0 6 .4l2.5-2.5a4 4 0 0 0-5.7-5.7L11.5 7M14 10.5a4 4 0 0 0-6-.4l-2.5 2.5a4 4 0 0 0 5.7 5.7l1.3-1.3',
  group: 'feed',
  can: {
    ...{ thread: false, firstComment: true, poll: true, alt: true, focus: false, card: false },
    ...{ editPublished: true, removePublished: true, schedule: false },
  },
  options,
  limits,
  checkMore,
  spans,
  shown: (text) => richText(text).text,
})
