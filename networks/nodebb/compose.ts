import { type AccountFacts, type Content, defineComposing, type Finding, type Limits } from '../compose.ts'
import { forumLength, shownOnForum } from '../families/forum/forum-markdown.ts'
import { markedSpans } from '../families/markdown/markdown.ts'
import { dialect } from './markdown.ts'
import { optionsFor } from './options.ts'
import { forumFacts } from './site-facts.ts'

export function limitsOf(facts: AccountFacts): Limits {
  const { maxPost, fileKb } = forumFacts(facts)
  const text = {
    unit: 'networks.units.characters',
    max: maxPost,
    count: (words: string) => forumLength(words, dialect),
  }
  const maxBytes = fileKb * 1024
  return {
    text: [text],
    textRequired: 'without-media',
    parts: { max: 20 },
    media: {
      perPart: 10,
      mix: 'any',
      altMax: 1000,
      image: { mimes: ['image/jpeg', 'image/png', 'image/webp'], maxBytes, reencode: true },
      gif: { mimes: ['image/gif'], maxBytes, reencode: false },
      document: { mimes: ['text/plain'], maxBytes, reencode: false },
    },
    firstComment: [text],
    card: 'none',
    source:
      'https://docs.nodebb.org/api/write/, https://github.com/NodeBB/NodeBB/blob/master/install/data/defaults.json (2026-11-22); the forum itself where it tells',
  }
}

export const composing = defineComposing({
  id: 'nodebb',
  name: 'NodeBB',
  color: '#0a6ebd',
  sign: 'M6 18.5v-13l12 13v-13',
  group: 'writing',
  can: {
    thread: true,
    firstComment: true,
    poll: false,
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
  checkMore: (content, facts) => [
    ...checkTitle(content, facts),
    ...checkTags(content, facts),
    ...checkShort(content, facts),
  ],
  spans: (text) => markedSpans(text.trim(), [['mention', /(?<![\p{L}\p{N}_@/.])@[\p{L}\p{N}_.-]{2,60}/gu]]),
  shown: (text) => shownOnForum(text),
})

const tooShort = (path: string, code: string, count: number, min: number): Finding[] =>
  count < min ? [{ path, code, severity: 'error', values: { count, min } }] : []

function checkTitle({ options }: Content, facts: AccountFacts): Finding[] {
  const count = [...String(options.title ?? '').trim()].length
  return count === 0 ? [] : tooShort('options.title', 'nodebb.check.titleShort', count, forumFacts(facts).minTitle)
}

function checkTags({ options }: Content, facts: AccountFacts): Finding[] {
  const { minTags, minTag } = forumFacts(facts)
  const tags = Array.isArray(options.tags) ? options.tags : []
  const shortest = Math.min(...tags.map((tag) => [...tag.trim()].length))
  return [
    ...tooShort('options.tags', 'nodebb.check.tagsFew', tags.length, minTags),
    ...tooShort('options.tags', 'nodebb.check.tagShort', shortest, minTag),
  ]
}

function checkShort({ parts }: Content, facts: AccountFacts): Finding[] {
  return parts.flatMap((part, index): Finding[] => {
    const count = [...part.text.trim()].length
    if (count === 0 || part.media.length > 0) return []
    return tooShort(`parts.${index}.text`, 'nodebb.check.textShort', count, forumFacts(facts).minPost)
  })
}

export default composing
