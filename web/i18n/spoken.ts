import type { Locale } from './locales.ts'

export type Catalogue = Readonly<Record<string, string>>
type Part = Record<Locale, () => Promise<{ default: Catalogue }>>

const door: Part = {
  en: () => import('virtual:words/door/en'),
  bg: () => import('virtual:words/door/bg'),
  uk: () => import('virtual:words/door/uk'),
  sv: () => import('virtual:words/door/sv'),
  cs: () => import('virtual:words/door/cs'),
  pl: () => import('virtual:words/door/pl'),
}
const desk: Part = {
  en: () => import('virtual:words/desk/en'),
  bg: () => import('virtual:words/desk/bg'),
  uk: () => import('virtual:words/desk/uk'),
  sv: () => import('virtual:words/desk/sv'),
  cs: () => import('virtual:words/desk/cs'),
  pl: () => import('virtual:words/desk/pl'),
}

type Spoken = { locale: Locale; catalogue: Catalogue }
let now: Spoken = { locale: 'en', catalogue: {} }
let wished: Locale = 'en'
let wishes = 0
let parts = [door]
let isOfAll = false
let loadingAll: Promise<void> | undefined
const hearers = new Set<() => void>()

export const spoken = (): Spoken => now
export function hearSpoken(hear: () => void): () => void {
  hearers.add(hear)
  return () => hearers.delete(hear)
}

/** Loads a language and speaks it; of two wishes the later counts. */
export async function speak(locale: Locale): Promise<void> {
  wished = locale
  const wish = ++wishes
  const given = parts
  const loaded = await Promise.all(given.map((part) => part[locale]()))
  if (wish !== wishes) return
  now = { locale, catalogue: Object.assign({}, ...loaded.map((one) => one.default)) }
  isOfAll = given.includes(desk)
  for (const hear of hearers) hear()
}

/** What is said behind the doors as well, from now on in every language. */
export function speakOfAll(): Promise<void> {
  loadingAll ??= loadAll().catch((error: unknown) => {
    loadingAll = undefined
    throw error
  })
  return loadingAll
}

async function loadAll(): Promise<void> {
  parts = [door, desk]
  while (!isOfAll) await speak(wished)
}
