import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { until } from './stage.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Violation = { id: string; help: string; nodes: { target: string[]; html: string; failureSummary?: string }[] }

/**
 * What axe finds against WCAG 2.2 AA and its own best practices, a line each; nothing is the only good answer.
 * Under a dialog the page is hidden on purpose, its main part and heading too, and what floats stands outside of them.
 */
export async function axeFindings(page: Page, isCovered = false): Promise<string[]> {
  await settled(page)
  await page.evaluate(axe)
  const options = { runOnly: tags, resultTypes: ['violations'], rules: isCovered ? hiddenOnPurpose : {} }
  const run = `axe.run(document, ${JSON.stringify(options)}).then((found) => found.violations)`
  const violations = await page.evaluate<Violation[]>(run)
  return violations.flatMap((one) => one.nodes.map((node) => lineOf(one, node)))
}

const off = { enabled: false }
const hiddenOnPurpose = { 'landmark-one-main': off, 'page-has-heading-one': off, region: off }
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const lineOf = ({ id, help }: Violation, node: Violation['nodes'][number]) =>
  `${id} (${help}) at ${node.target.join(' ')}: ${node.html.slice(0, 200)} ${(node.failureSummary ?? '').replaceAll(/\s+/g, ' ')}`

/** Elements that stick out of the screen sideways, so that a reader would have to scroll in two directions. */
export async function overflowing(page: Page): Promise<string[]> {
  await settled(page)
  return page.evaluate<string[]>(`(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    return [...document.body.querySelectorAll('*')]
      .filter((one) => one.getBoundingClientRect().right > width + 1 && one.getClientRects().length > 0)
      .map((one) => one.tagName.toLowerCase() + '.' + one.className + ': ' + (one.textContent ?? '').slice(0, 60))
      .slice(0, 8)
  })()`)
}

const controls =
  'button|link|textbox|searchbox|checkbox|radio|combobox|menuitem|option|switch|slider|spinbutton|tab|img'
const nameless = new RegExp(`^ *- (?:${controls})(?: \\[[^\\]]*\\])*:?$`)

/** Controls and pictures of which a screen reader would say only what kind of thing they are. */
export async function namelessControls(page: Page): Promise<string[]> {
  await settled(page)
  const lines = (await page.locator('body').ariaSnapshot()).split('\n')
  return lines.flatMap((line, at) =>
    nameless.test(line) ? [lines.slice(Math.max(0, at - 2), at + 3).join(' | ')] : [],
  )
}

/** Nothing is loading or moving any more. */
export async function settled(page: Page): Promise<void> {
  await until(`${page.url()} has come to rest`, () => page.evaluate<boolean>(atRest))
  await page.evaluate(`document.fonts.ready
    .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
    .then(() => undefined)`)
}

const atRest = `document.querySelector('main, [role=dialog]') !== null
  && document.querySelector('[class*="skeleton"], [aria-busy="true"]') === null
  && [...document.images].every((one) => one.complete || one.loading === 'lazy')`
