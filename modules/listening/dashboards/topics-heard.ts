import type { z } from 'zod'
import type { TopicOfBrand } from '../mentions/topic-queries.ts'
import type { Dashboard } from './api.ts'
import { feltIn, feltTogether, shareOf } from './feelings.ts'
import type { Together } from './figures-store.ts'

type Told = z.input<typeof Dashboard>['topics'][number]
type Given = {
  topics: readonly TopicOfBrand[]
  now: readonly Together[]
  previous: readonly Together[] | undefined
  steps: number
  heard: number
}

/** Every topic with what its queries found, a mention once however many of them did; what was heard of none is left out. */
export function topicsHeard({ topics, now, previous, steps, heard }: Given): Told[] {
  const found = new Map(topics.map((topic) => [topic.id, foundBy(topic, now)]))
  const earlier = new Map(topics.map((topic) => [topic.id, countOf(foundBy(topic, previous ?? []))]))
  const voices = topics.filter(isVoice)
  const all = voices.reduce((sum, topic) => sum + countOf(found.get(topic.id) ?? []), 0)
  const allEarlier = voices.reduce((sum, topic) => sum + (earlier.get(topic.id) ?? 0), 0)
  return topics.map((topic) => {
    const rows = found.get(topic.id) ?? []
    const mentions = countOf(rows)
    const was = earlier.get(topic.id) ?? 0
    const voice = (count: number, of: number) => (isVoice(topic) ? shareOf(count, of) : null)
    return {
      ...{ id: topic.id, name: topic.name, kind: topic.kind },
      ...feltIn(feltTogether(rows)),
      ...{ steps: inSteps(rows, steps), voice: voice(mentions, all) },
      relevance: shareOf(mentions, Math.max(heard, heard === 0 ? 0 : mentions)),
      previous: previous ? { mentions: was, voice: voice(was, allEarlier) } : null,
    }
  })
}

const isVoice = ({ kind }: TopicOfBrand) => kind === 'brand' || kind === 'competitor'

const foundBy = ({ queries }: TopicOfBrand, rows: readonly Together[]) =>
  rows.filter((row) => queries.some((one) => row.queries.includes(one.id)))

const countOf = (rows: readonly Together[]) => rows.reduce((sum, row) => sum + row.mentions, 0)

function inSteps(rows: readonly Together[], steps: number): number[] {
  const counts = new Array<number>(steps).fill(0)
  for (const { step, mentions } of rows) counts[step - 1] = (counts[step - 1] ?? 0) + mentions
  return counts
}
