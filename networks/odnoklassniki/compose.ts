import { type Content, defineComposing, type Finding, type OptionField, type Span } from '../compose.ts'
import { plainText } from '../rich-text.ts'
import { limits } from './limits.ts'

const toggle = (key: string, value = false): OptionField => ({
  key,
  label: `odnoklassniki.option.${key}`,
  help: `odnoklassniki.option.${key}.help`,
  kind: 'switch',
  default: value,
})

export const options: OptionField[] = [
  toggle('linkCard', true),
  toggle('anonymousPoll', true),
  toggle('asGroup', true),
  toggle('closeComments'),
  toggle('hidden'),
  {
    key: 'publishAt',
    label: 'odnoklassniki.option.publishAt',
    help: 'odnoklassniki.option.publishAt.help',
    kind: 'moment',
    default: '',
  },
]

export default defineComposing({
  id: 'odnoklassniki',
  name: 'Odnoklassniki',
  color: '#ee8208',
  sign: 'M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM7 13.8c3.1 1.9 6.9 1.9 10 0M12 15.2 8 20M12 15.2l4 4.8',
  can: {
    thread: false,
    firstComment: false,
    poll: true,
    alt: false,
    focus: false,
    card: false,
    editPublished: true,
    removePublished: true,
    schedule: true,
  },
  options,
  limits,
  checkMore,
  spans: spansOf,
  shown: plainText,
})

function checkMore({ options: given }: Content): Finding[] {
  const clash = given.hidden === true && typeof given.publishAt === 'string' && given.publishAt !== ''
  return clash ? [{ path: 'options.publishAt', code: 'odnoklassniki.check.hiddenLater', severity: 'error' }] : []
}

const address = /https?:\/\/[^\s<>]*[^\s<>.,;:!?'")\]]/g

export const firstAddress = (text: string): string | undefined => text.match(address)?.[0]

/** Links and tags become alive, in the text as shown. */
function spansOf(written: string): Span[] {
  const text = plainText(written)
  const links = [...text.matchAll(address)].map(
    ({ index, 0: target }): Span => ({ from: index, to: index + target.length, kind: 'link', target }),
  )
  const tags = [...text.matchAll(/(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]+/gu)]
    .map(({ index, 0: tag }): Span => ({ from: index, to: index + tag.length, kind: 'hashtag' }))
    .filter((span) => !links.some((link) => span.from < link.to && link.from < span.to))
  return [...links, ...tags].sort((a, b) => a.from - b.from)
}
