import pg from 'pg'
import { beginWithBrand, connectPracticeByApi } from '../e2e/acts/enter.ts'
import { databaseUrlOf } from '../e2e/acts/tell.ts'
import { arrive, openBrowser, type Person } from '../e2e/browser.ts'
import { settled } from '../e2e/clear.ts'
import { startDesk } from '../e2e/desk.ts'
import { defineFigure, type Measured } from './figure.ts'
import { fillLong } from './inbox/fill-long.ts'
import { heapOf, scrollThrough, type Watched, watch } from './inbox/scrolling.ts'

const counts = { conversations: 10_000, messages: 2_000 }
const targets = { taskMs: 200, nodes: 20_000 }
const passes = 3
const newcomers = 30

export default defineFigure({
  id: 'inbox.scroll',
  about: `a conversation of ${counts.messages} messages and a list of ${counts.conversations}, scrolled: no task over ${targets.taskMs} ms, at most ${targets.nodes} nodes, no more memory in the last pass than in the first`,
  run: async (say) => {
    const browser = await openBrowser()
    if ('absent' in browser) throw new Error(browser.absent)
    const desk = await startDesk()
    const pool = new pg.Pool({ connectionString: databaseUrlOf(desk), max: 1 })
    try {
      const ada = await arrive(browser, desk.origin)
      const brand = await beginWithBrand(ada, 'Rila Coffee')
      const [account] = await connectPracticeByApi(ada, brand, ['bluesky'])
      const { conversationId } = await fillLong(pool, account?.id ?? '', counts)
      const at = `/api/brands/${brand.id}/conversations/${conversationId}`
      const talk = await readTalk(ada, `/inbox/${brand.id}/${conversationId}`, at)
      say(`the conversation: ${told(talk)}`)
      const list = await readList(ada, (line) => say(`the list, ${line}`))
      return measured(talk, list)
    } finally {
      await pool.end()
      await browser.close()
      await desk.stop()
    }
  },
})

/** From the newest message up to the first, back down, and then new ones while one reads the end. */
async function readTalk(ada: Person, path: string, api: string): Promise<Watched> {
  const { page } = ada
  await page.goto(path)
  const messages = page.getByRole('region', { name: ada.say('inbox.timeline') })
  await messages.getByRole('article').first().waitFor()
  await settled(page)
  return watch(page, async () => {
    await scrollThrough(messages, 'up')
    await scrollThrough(messages, 'down')
    for (let n = 0; n < newcomers; n++) await ada.ask('POST', `${api}/notes`, { text: `Somebody else writes, ${n}` })
    await messages.getByText(`Somebody else writes, ${newcomers - 1}`).waitFor()
  })
}

type List = { seen: Watched[]; heaps: number[] }

async function readList({ page, say }: Person, tell: (line: string) => void): Promise<List> {
  await page.goto('/inbox?folder=all')
  const list = page.getByRole('region', { name: say('inbox.list') })
  await list.getByRole('link').first().waitFor()
  await settled(page)
  const seen: Watched[] = []
  const heaps: number[] = []
  for (let pass = 1; pass <= passes; pass++) {
    const one = await watch(page, async () => {
      await scrollThrough(list, 'down')
      await scrollThrough(list, 'up')
    })
    seen.push(one)
    heaps.push(await heapOf(page))
    tell(`pass ${pass}: ${heaps.at(-1)?.toFixed(1)} MB, ${told(one)}`)
  }
  return { seen, heaps }
}

const told = ({ longestTaskMs, mostNodes, steps }: Watched) =>
  `longest task ${Math.round(longestTaskMs)} ms, at most ${mostNodes} nodes, ${steps} steps`

function measured(talk: Watched, { seen, heaps }: List): Measured[] {
  const task = { unit: 'ms', baseline: targets.taskMs, beside: 'what it may be' }
  const most = (of: keyof Watched) => Math.max(...seen.map((one) => one[of]))
  const steps = seen.reduce((sum, one) => sum + one.steps, 0)
  const nodes = { unit: 'nodes', baseline: targets.nodes, beside: 'what it may be' }
  return [
    { ...task, id: 'inbox.scroll.talk', value: talk.longestTaskMs, n: talk.steps },
    { ...nodes, id: 'inbox.scroll.talk.nodes', value: talk.mostNodes, n: talk.steps },
    { ...task, id: 'inbox.scroll.list', value: most('longestTaskMs'), n: steps },
    { ...nodes, id: 'inbox.scroll.list.nodes', value: most('mostNodes'), n: steps },
    {
      ...{ id: 'inbox.scroll.heap', value: heaps.at(-1) ?? Number.NaN, unit: 'MB', baseline: heaps[0] ?? null },
      ...{ n: heaps.length, beside: 'after the first pass' },
    },
  ]
}
