import { deepEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { TownPost } from '../../../networks/lab/town/post.ts'
import { townTalk } from '../../../networks/lab/town/talk.ts'
import { inventedBrands } from '../../../networks/lab/town/testing-town.ts'
import { deskWorld } from '../../brand/testing-desk.ts'
import { type GivenMention, givenMentions } from '../testing-mentions.ts'
import { judgeHours } from './judge-hours.ts'
import { hourMs } from './span.ts'
import { alertsOf, answered, givenListeningBrand, nextHour } from './testing-alerts.ts'
import { watchTone } from './watch-tone.ts'

const from = new Date('2026-11-02T00:00:00Z')
const at = (hours: number) => new Date(from.getTime() + hours * hourMs)
const days = 10
const crisisAt = days * 24 + 9

test('a crisis of the practice town is told as a spike and as a souring, each once, and the ten days before it as nothing', async () => {
  const world = await deskWorld({ now: at(crisisAt) })
  try {
    const brand = await givenListeningBrand(world)
    const posts = townOf('kavola', crisisAt + 8)
    const before = posts.findIndex((post) => post.at >= at(crisisAt))
    await givenMentions(world, brand.brandId, posts.slice(0, before).map(said))
    let rest = posts.slice(before)
    for (let hour = 0; hour < 8; hour++) {
      await judgeHours(world)
      await watchTone(world)
      if (hour === 0) deepEqual(await alertsOf(world, brand.brandId), [])
      const told = rest.filter((post) => post.at < at(crisisAt + hour + 1))
      rest = rest.slice(told.length)
      nextHour(world)
      await givenMentions(world, brand.brandId, told.map(said))
      await answered(world, brand.key, { from: -1, to: 0 })
    }
    const alerts = await alertsOf(world, brand.brandId)
    deepEqual(alerts.map(({ event }) => event).sort(), ['souring', 'spike'])
    const sour = alerts.find(({ event }) => event === 'souring')?.said
    ok(sour?.share && sour.usual !== undefined && sour.share > sour.usual + 20, JSON.stringify(sour))
  } finally {
    await world.close()
  }
})

/** What the town says of one brand until then. */
function townOf(brand: string, hours: number): TownPost[] {
  const scenes = [{ kind: 'crisis' as const, brand, at: at(crisisAt), strength: 8 }]
  const posts: TownPost[] = []
  for (const post of townTalk({ seed: 'alerts', from, brands: inventedBrands, perHour: 60, brandShare: 0.6, scenes })) {
    if (post.at >= at(hours)) return posts
    if (post.about === brand) posts.push(post)
  }
  return posts
}

/** The brand is found in whatever is about it, also where nobody names it. */
const said = ({ id, at, text, author, tone }: TownPost): GivenMention => ({
  ...{ text: `${text} #kavola`, at, key: `town ${id}`, network: 'town', site: 'town.example' },
  author: { key: `town ${author.id}`, handle: author.handle, name: author.name, followers: author.followers },
  judged: { sentiment: tone === 'negative' ? -1 : tone === 'positive' ? 1 : 0 },
})
