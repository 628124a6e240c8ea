import type { Random } from '../random.ts'
import type { SaidBrand } from './brand.ts'
import { type Case, cases } from './decline.ts'

/** What a sentence is said with; links, tags and brands that come up are noted here. */
export type Saying = {
  random: Random
  feminine: boolean
  brand: SaidBrand | undefined
  rival: SaidBrand | undefined
  /** The hashtag of a campaign, without `#`. */
  campaign: string
  links: string[]
  tags: string[]
  brands: string[]
}
type Part = string | ((saying: Saying) => string)
/** A sentence with slots, compiled. */
export type Frame = { parts: Part[]; source: string; rival: boolean }

/**
 * `{brand}`, `{brand.gen}` and so for `rival`; `{word}` from the slots; `{he|she}` by who speaks; `{n}` from 5 to 40 in numbers that
 * all take the same plural; `{hour}`, `{order}`, `{code}`, `{link}`, `{campaign}`, `{tag}`. Throws for a slot that is none.
 */
export function compileFrame(source: string, slots: Record<string, Frame[]>): Frame {
  const parts = source
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? slotOf(piece.slice(1, -1), slots, source) : piece))
  return { parts, source, rival: source.includes('{rival') }
}

export function say(frame: Frame, saying: Saying): string {
  let text = ''
  for (const part of frame.parts) text += typeof part === 'string' ? part : part(saying)
  return text
}

const numbers = [5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40]
const letters = 'ABCDEFGHKLMNPRSTUVWXYZ'

const known: Record<string, (saying: Saying) => string> = {
  n: ({ random }) => String(random.pick(numbers)),
  hour: ({ random }) => `${8 + random.below(13)}:${random.below(6)}${random.pick(['0', '5'])}`,
  order: ({ random }) => String(100_000 + random.below(899_999)),
  code: ({ random }) => `${random.pick([...letters])}${random.pick([...letters])}${10 + random.below(89)}`,
  link: (saying) => noted(saying.links, `https://${saying.random.pick(sites)}/${saying.random.hex(6)}`),
  campaign: (saying) => `#${noted(saying.tags, saying.campaign)}`,
  tag: (saying) => `#${noted(saying.tags, saying.brand?.tag ?? saying.campaign)}`,
}
const sites = ['news.example', 'shop.example.com', 'blog.example.net', 'photos.example.org', 'short.example']

function slotOf(name: string, slots: Record<string, Frame[]>, source: string): Part {
  if (name.includes('|')) {
    const [he = '', she = ''] = name.split('|')
    return ({ feminine }) => (feminine ? she : he)
  }
  const [first = '', form = 'nom'] = name.split('.')
  if (first === 'brand' || first === 'rival') return branded(first, form, source)
  const own = slots[name]
  if (own) return (saying) => say(saying.random.pick(own), saying)
  const found = known[name]
  if (!found) throw new Error(`no slot is called {${name}}, in: ${source}`)
  return found
}

function branded(which: 'brand' | 'rival', form: string, source: string): Part {
  const found: Case | undefined = cases.find((one) => one === form)
  if (!found) throw new Error(`no case is called ${form}, in: ${source}`)
  return (saying) => {
    const brand = saying[which]
    if (!brand) throw new Error(`nothing fills the ${which} of: ${source}`)
    if (!saying.brands.includes(brand.key)) saying.brands.push(brand.key)
    return brand.forms[found]
  }
}

function noted(list: string[], one: string): string {
  list.push(one)
  return one
}
