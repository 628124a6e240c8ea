import { type AccountFacts, type Content, defineComposing, type Finding, type OptionField } from '../compose.ts'
import { markedSpans } from '../families/markdown/markdown.ts'
import { contentMax, limits } from './limits.ts'
import { articleText, noteText } from './text.ts'

const article = { key: 'kind', is: ['article'] }

export const options: OptionField[] = [
  {
    key: 'kind',
    label: 'nostr.option.kind',
    help: 'nostr.option.kind.help',
    kind: 'choice',
    choices: ['note', 'article'].map((value) => ({ value, label: `nostr.option.kind.${value}` })),
    default: 'note',
  },
  {
    key: 'title',
    label: 'nostr.option.title',
    kind: 'text',
    maxLength: 200,
    default: '',
    required: true,
    when: article,
  },
  {
    key: 'summary',
    label: 'nostr.option.summary',
    kind: 'text',
    maxLength: 500,
    default: '',
    multiline: true,
    when: article,
  },
  { key: 'cover', label: 'nostr.option.cover', kind: 'media', of: ['image'], default: '', when: article },
  {
    key: 'tags',
    label: 'nostr.option.tags',
    help: 'nostr.option.tags.help',
    kind: 'words',
    max: 20,
    maxLength: 60,
    default: [],
  },
  {
    key: 'warning',
    label: 'nostr.option.warning',
    help: 'nostr.option.warning.help',
    kind: 'text',
    maxLength: 200,
    default: '',
  },
]

export const isArticle = ({ options: given }: Pick<Content, 'options'>): boolean => given.kind === 'article'

export default defineComposing({
  id: 'nostr',
  name: 'Nostr',
  color: '#8e30eb',
  sign: 'M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h9M18 12v3.5',
  can: {
    thread: true,
    firstComment: true,
    poll: false,
    alt: true,
    focus: false,
    card: false,
    editPublished: false,
    removePublished: true,
    schedule: false,
  },
  options,
  limits,
  checkMore,
  spans: (text) =>
    markedSpans(text, [
      ['mention', /nostr:n\w+1[02-9ac-hj-np-z]+/g],
      ['hashtag', /(?<![\p{L}\p{N}_/&])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu],
    ]),
  shown: (text, content) => (isArticle(content) ? articleText(text) : noteText(text)),
})

function checkMore(content: Content, facts: AccountFacts): Finding[] {
  const parts = isArticle(content) && content.parts.length > 1 ? [error('parts', 'nostr.check.articleAlone')] : []
  const empty =
    isArticle(content) && content.parts[0]?.text.trim() === '' ? [error('parts.0.text', 'nostr.check.articleText')] : []
  return [...parts, ...empty, ...content.parts.flatMap((_, at) => checkRoom(content, at, facts))]
}

/** Each file's address, about 120 characters long, stands in the text too. */
const addressLength = 120

function checkRoom(content: Content, at: number, facts: AccountFacts): Finding[] {
  const part = content.parts[at]
  const max = contentMax(facts)
  const text = [...noteText(part?.text ?? '')].length
  const count = text + (part?.media.length ?? 0) * addressLength
  return text <= max && count > max && part?.media.length
    ? [error(`parts.${at}.text`, 'nostr.check.room', { count, max })]
    : []
}

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
