import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import { type RunningDesk, startDesk } from './desk.ts'

export type Stage = { browser: Browser; desk: RunningDesk }

/** A browser and a desk for the journeys of one file, ended with it; or why there is no browser here. */
export async function openStage(given: Parameters<typeof startDesk>[0] = {}): Promise<Stage | { absent: string }> {
  const browser = await openBrowser()
  if ('absent' in browser) return browser
  const desk = await startDesk(given).catch(async (error) => {
    await browser.close()
    throw error
  })
  after(async () => {
    await browser.close()
    await desk.stop()
  })
  return { browser, desk }
}

/** Waits for what is about to become true outside the page; says what it waited for when it does not. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  withinMs = 30_000,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`)
    await pause(100)
  }
}

/** Keeps a picture for people to judge, where JOURNEY_SHOTS names a folder. */
export async function keepPicture(page: Page, name: string, fullPage = false): Promise<void> {
  const folder = process.env.JOURNEY_SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}
