import { type AccountFacts, type Content, defineComposing, type Finding } from '../compose.ts'
import { shownOnForum } from '../families/forum/forum-markdown.ts'
import { markedSpans } from '../families/markdown/markdown.ts'
import { limitsOf } from './limits.ts'
import { optionsFor } from './options.ts'
import { forumFacts } from './site-facts.ts'

export const composing = defineComposing({
  id: 'discourse',
  name: 'Discourse',
  color: '#0088cc',
  sign: 'M12 4a8 8 0 1 1-3.6 15.1L4 20l.9-4.4A8 8 0 0 1 12 4Z',
  group: 'writing',
  can: {
    thread: true,
    firstComment: true,
    poll: true,
    alt: true,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options: optionsFor({}),
  optionsFor,
  limits: limitsOf,
  checkMore: (content, facts) => [...checkTitle(content, facts), ...checkShort(content, facts)],
  spans: (text) => markedSpans(text.trim(), [['mention', /(?<![\p{L}\p{N}_@/.])@[\p{L}\p{N}_.-]{2,60}/gu]]),
  shown: (text) => shownOnForum(text),
})

function checkTitle({ options }: Content, facts: AccountFacts): Finding[] {
  const { minTitle: min } = forumFacts(facts)
  const count = [...String(options.title ?? '').trim()].length
  return count > 0 && count < min
    ? [{ path: 'options.title', code: 'discourse.check.titleShort', severity: 'error', values: { count, min } }]
    : []
}

/** A forum wants more than a word; pictures and polls count as words to it. */
function checkShort({ parts }: Content, facts: AccountFacts): Finding[] {
  const { minPost: min } = forumFacts(facts)
  return parts.flatMap((part, index): Finding[] => {
    const count = [...part.text.trim()].length
    const short = count > 0 && count < min && part.media.length === 0 && !part.poll
    return short
      ? [{ path: `parts.${index}.text`, code: 'discourse.check.textShort', severity: 'error', values: { count, min } }]
      : []
  })
}

export default composing
