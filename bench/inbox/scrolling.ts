import type { Locator, Page } from 'playwright-core'

/** What was seen while `act` ran. A task keeps the page from answering; of its time only that counts in which it really ran, so that what else the machine does does not weigh on it. */
export type Watched = { longestTaskMs: number; mostNodes: number; steps: number }

export async function watch(page: Page, act: () => Promise<void>): Promise<Watched> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser')
  await page.evaluate('window.watched = { mostNodes: 0, steps: 0 }')
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] })
  await act()
  const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: Traced[] }
  const counted = await page.evaluate<Omit<Watched, 'longestTaskMs'>>('window.watched')
  return { ...counted, longestTaskMs: longestTask(trace.traceEvents) }
}

/** An event of Chromium's trace; `tdur` is in microseconds of its thread. */
type Traced = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }

function longestTask(events: Traced[]): number {
  const isMain = (one: Traced) => one.name === 'thread_name' && one.args?.name === 'CrRendererMain'
  const threads = new Set(events.filter(isMain).map((one) => `${one.pid} ${one.tid}`))
  const tasks = events.filter((one) => one.name === 'RunTask' && threads.has(`${one.pid} ${one.tid}`))
  if (!tasks.some((one) => one.tdur)) throw new Error('the browser does not tell how long its tasks ran')
  return Math.max(...tasks.map((one) => one.tdur ?? 0)) / 1_000
}

const stepPx = 900
/** So many frames at the edge without anything more are the end. */
const patience = 90

/** Scrolls as fast as a hand on a wheel does, a step a frame, until nothing more comes. */
export const scrollThrough = (scroller: Locator, way: 'up' | 'down'): Promise<void> =>
  scroller.evaluate(
    new Function(
      'element',
      'by',
      `return new Promise((resolve) => {
        let still = 0
        const step = () => {
          const before = element.scrollTop
          element.scrollTop += by
          const { watched } = window
          watched.steps += 1
          if (watched.steps % 10 === 0)
            watched.mostNodes = Math.max(watched.mostNodes, document.querySelectorAll('*').length)
          still = Math.abs(element.scrollTop - before) < 1 ? still + 1 : 0
          if (still > ${patience}) resolve()
          else requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      })`,
    ) as (element: unknown, by: number) => Promise<void>,
    way === 'up' ? -stepPx : stepPx,
  )

/** What is really kept, in MB: after everything that nobody holds was thrown away. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  for (let turn = 0; turn < 3; turn++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 2 ** 20
}
