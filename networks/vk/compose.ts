import { type AccountFacts, type Content, defineComposing, type Finding, type OptionField } from '../compose.ts'
import { limits, mostAttachments, storyVideo } from './limits.ts'
import { shown, spansOf } from './markup.ts'

const onPost = { key: 'format', is: ['post'] }
const onStory = { key: 'format', is: ['story'] }
const toggle = (key: string, value = false): OptionField => ({
  key,
  label: `vk.option.${key}`,
  help: `vk.option.${key}.help`,
  kind: 'switch',
  default: value,
  when: onPost,
})
const choice = (key: string, values: string[]) => ({
  key,
  label: `vk.option.${key}`,
  kind: 'choice' as const,
  choices: values.map((value) => ({ value, label: `vk.option.${key}.${value}` })),
  default: values[0] ?? '',
})
const line = (key: string, maxLength: number) => ({
  key,
  label: `vk.option.${key}`,
  help: `vk.option.${key}.help`,
  kind: 'text' as const,
  maxLength,
  default: '',
})

export const options: OptionField[] = [
  choice('format', ['post', 'story']),
  toggle('linkCard', true),
  toggle('pin'),
  toggle('signed'),
  toggle('closeComments'),
  toggle('quiet'),
  toggle('ads'),
  { ...line('source', 500), when: onPost },
  { ...line('place', 60), when: onPost },
  { ...line('storyLink', 2048), when: onStory },
  { ...choice('storyLinkText', ['open', 'learn_more', 'read', 'buy', 'order', 'signup', 'contact']), when: onStory },
]

export default defineComposing({
  id: 'vk',
  name: 'VK',
  color: '#0077ff',
  sign: 'M3.5 7.5c.4 5.7 3.5 9 8.5 9v-9M12 12c3.2-.2 5-1.9 5.8-4.5M12 12c3.5.1 5.7 1.8 6.5 4.5',
  can: {
    thread: false,
    firstComment: true,
    poll: true,
    alt: false,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: false,
  },
  options,
  limits,
  checkMore,
  spans: spansOf,
  shown,
})

function checkMore(content: Content, facts: AccountFacts): Finding[] {
  const story = content.options.format === 'story'
  return [...checkKeys(story, facts), ...(story ? checkStory(content) : checkPost(content))]
}

const checkKeys = (story: boolean, facts: AccountFacts): Finding[] =>
  !story && facts.wall === false ? [error('options.format', 'vk.check.wallNeedsSignIn')] : []

function checkPost(content: Content): Finding[] {
  const [part] = content.parts
  const attached = (part?.media.length ?? 0) + (part?.poll ? 1 : 0)
  const found: Finding[] = []
  if (attached > mostAttachments)
    found.push(error('parts.0.media', 'vk.check.tooManyAttachments', { count: attached, max: mostAttachments }))
  if (part?.poll && !part.text.trim() && part.media.length === 0)
    found.push(error('parts.0.text', 'vk.check.pollNotAlone'))
  if (content.options.place && !placeOf(content.options.place)) found.push(error('options.place', 'vk.check.place'))
  if (content.options.source && !/^https?:\/\/\S+\.\S+$/.test(String(content.options.source)))
    found.push(error('options.source', 'vk.check.source'))
  return found
}

function checkStory(content: Content): Finding[] {
  const [part] = content.parts
  const [file, ...more] = part?.media ?? []
  const found: Finding[] = []
  if (!file || more.length > 0 || !['image', 'video'].includes(file.kind))
    found.push(error('parts.0.media', 'vk.check.storyMedia'))
  if (part?.poll) found.push(error('parts.0.poll', 'vk.check.storyPoll'))
  if (content.firstComment?.trim()) found.push(error('firstComment', 'vk.check.storyComment'))
  if (part?.text.trim()) found.push({ ...error('parts.0.text', 'vk.check.storyText'), severity: 'warning' })
  if (file?.kind === 'video' && (file.durationMs ?? 0) > (storyVideo.maxDurationMs ?? 0))
    found.push(error('parts.0.media.0', 'vk.check.storyVideo', { max: (storyVideo.maxDurationMs ?? 0) / 1000 }))
  if (content.options.storyLink && !/^https?:\/\/\S+\.\S+$/.test(String(content.options.storyLink)))
    found.push(error('options.storyLink', 'vk.check.source'))
  return found
}

/** `59.93, 30.31`: degrees of latitude and longitude. */
export function placeOf(written: unknown): { lat: number; long: number } | undefined {
  const [, lat, long] = /^\s*(-?\d+(?:\.\d+)?)[,;\s]+(-?\d+(?:\.\d+)?)\s*$/.exec(String(written ?? '')) ?? []
  if (lat === undefined || long === undefined) return undefined
  const place = { lat: Number(lat), long: Number(long) }
  return Math.abs(place.lat) <= 90 && Math.abs(place.long) <= 180 ? place : undefined
}

const error = (path: string, code: string, values?: Record<string, string | number>): Finding => ({
  path,
  code,
  severity: 'error',
  values,
})
