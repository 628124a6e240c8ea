import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../checks/chromium.ts'
import type { Locale } from '../kernel/i18n.ts'
import { type Say, speak, tags } from './words.ts'

/** Somebody at a browser of their own: nothing is shared with others but the desk. */
export type Person = {
  page: Page
  context: BrowserContext
  say: Say
  locale: Locale
  origin: string
  /** What the pages complained about by themselves: errors nobody caught. */
  troubles: string[]
  /** The public API, asked as this person. */
  ask: <T = unknown>(method: string, path: string, body?: unknown) => Promise<T>
}

export type Looks = { locale?: Locale; width?: number; height?: number; theme?: 'light' | 'dark'; touch?: boolean }

export const phone: Looks = { width: 390, height: 844, touch: true }

export async function openBrowser(): Promise<Browser | { absent: string }> {
  const found = await findChromium()
  if ('absent' in found) return found
  return chromium.launch({ executablePath: found.path, args: found.args })
}

/** A person waits this long for what they were promised; a busy machine needs it. */
const patienceMs = 20_000

export async function arrive(browser: Browser, origin: string, looks: Looks = {}): Promise<Person> {
  const locale = looks.locale ?? 'en'
  const context = await browser.newContext({
    baseURL: origin,
    locale: tags[locale],
    timezoneId: 'Europe/Sofia',
    colorScheme: looks.theme ?? 'light',
    reducedMotion: 'reduce',
    viewport: { width: looks.width ?? 1280, height: looks.height ?? 900 },
    hasTouch: looks.touch,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(patienceMs)
  const troubles: string[] = []
  context.on('weberror', (trouble) => void troubles.push(trouble.error().message))
  const page = await context.newPage()
  return { page, context, say: speak(locale), locale, origin, troubles, ask: asker(context, origin) }
}

function asker(context: BrowserContext, origin: string): Person['ask'] {
  return async <T>(method: string, path: string, body?: unknown) => {
    const answer = await context.request.fetch(`${origin}${path}`, {
      method,
      headers: { origin, 'idempotency-key': crypto.randomUUID() },
      ...(body !== undefined && { data: body }),
    })
    if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`)
    return (answer.status() === 204 ? undefined : await answer.json()) as T
  }
}
