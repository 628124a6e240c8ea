import type { Browser } from 'playwright-core'

/** What a first visit costs: bytes of script over the wire, as sent, and when the largest piece of the page stood. */
export type Weight = { scriptBytes: number; largestPaintMs: number; scripts: number }

/** Opens the address in a browser that has seen nothing before. */
export async function weigh(browser: Browser, address: string): Promise<Weight> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  const scripts = new Set<string>()
  let scriptBytes = 0
  await wire.send('Network.enable')
  wire.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId)
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength
  })
  await page.goto(address, { waitUntil: 'load' })
  await page.getByRole('heading', { level: 1 }).waitFor()
  const largestPaintMs = await page.evaluate<number>(largestPaint)
  await context.close()
  return { scriptBytes, largestPaintMs, scripts: scripts.size }
}

/** The last candidate once the page has been quiet for a second. */
const largestPaint = `new Promise((resolve) => {
  let last = 0
  let timer
  const quiet = () => {
    clearTimeout(timer)
    timer = setTimeout(() => resolve(last), 1000)
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) last = Math.max(last, entry.startTime)
    quiet()
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  quiet()
})`
