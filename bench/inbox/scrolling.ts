import type { Locator, Page } from 'playwright-core'

/** What was seen since watching began. A task is what keeps the page from answering. */
export type Watched = { longestTaskMs: number; mostNodes: number; steps: number }

export const beginWatching = (page: Page): Promise<void> =>
  page.evaluate<void>(`(() => {
    const seen = (window.watched = { longestTaskMs: 0, mostNodes: 0, steps: 0 })
    const watch = new PerformanceObserver((list) => {
      for (const task of list.getEntries()) seen.longestTaskMs = Math.max(seen.longestTaskMs, task.duration)
    })
    watch.observe({ type: 'longtask' })
  })()`)

export const watched = (page: Page): Promise<Watched> => page.evaluate<Watched>('window.watched')

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
