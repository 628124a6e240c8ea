import { type Act, counts } from '../modules/publishing/budgets.ts'
import type { AccountAccess, MediaFile, Network, PreparedContent, RateBudget } from '../networks/contract.ts'
import type { Files, Recipe } from './publishable.ts'

/** Windows that do not fill again while a fleet is out. */
const longMs = 240_000

/** By which app of a network an account is reached, and how many publications its hours and days let out. */
export type Share = { app: string; most: number }

export function shareOf(network: Network, account: AccountAccess, recipe: Recipe, files: Files): Share {
  const app = `${network.composing.id} ${network.appOf?.(account) ?? account.server}`
  const steps = network.publish?.steps(contentFor(recipe, files), account) ?? []
  const acts = steps.map(({ role }): Act => (role === 'prepare' ? 'upload' : 'publish'))
  const bounds = network.rates.filter(({ per, everyMs }) => per === 'app' && everyMs > longMs)
  return { app, most: Math.min(Number.POSITIVE_INFINITY, ...bounds.map((rate) => mostBy(rate, acts))) }
}

function mostBy(rate: RateBudget, acts: Act[]): number {
  const each = acts.reduce((sum, act) => sum + (counts(rate, act) ? (rate.costs?.[act] ?? 1) : 0), 0)
  return each > 0 ? Math.floor(rate.calls / each) : Number.POSITIVE_INFINITY
}

/** One after another; an account is passed over when its app has no room left, and others take its turn. */
export function dealt<T extends Share>(accounts: T[], wanted: number): T[] {
  const taken = new Map<string, number>()
  const crew: T[] = []
  for (let full = 0, n = 0; crew.length < wanted; n++) {
    const one = accounts[n % accounts.length]
    if (!one || full === accounts.length)
      throw new Error(`the accounts have room for ${crew.length} publications, not for ${wanted}`)
    const before = taken.get(one.app) ?? 0
    full = before < one.most ? 0 : full + 1
    if (full > 0) continue
    taken.set(one.app, before + 1)
    crew.push(one)
  }
  return crew
}

function contentFor({ media, optionsFor }: Recipe, files: Files): PreparedContent {
  const text = 'Coffee of the day'
  return { parts: [{ text, media: media.map((kind) => unopened(files[kind])) }], options: optionsFor(text) }
}

const unopened = (facts: Files[keyof Files]): MediaFile => {
  const refuse = () => {
    throw new Error('a plan opens no files')
  }
  return { ...facts, alt: 'A cup', open: refuse, bytesNow: refuse, fit: refuse, publicUrl: refuse }
}
