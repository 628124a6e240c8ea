import { optionOf } from '../check-options.ts'
import type { Call, PreparedContent, Step, StepsDone } from '../contract.ts'
import { ask, made, wireOf } from './client.ts'
import { optionsFor } from './options.ts'

export function wordsFor(content: PreparedContent): string[] {
  const words = optionOf(optionsFor({}), content.options, 'tags')
  return Array.isArray(words) ? [...new Set(words.map((word) => word.trim()).filter(Boolean))] : []
}

/** Tags are known by number. One that is there already is refused with its number: asking again gives the same. */
export const tagsStep = (content: PreparedContent): Step => ({
  name: 'tags',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => ({ data: { ids: await tagIds(call, wordsFor(content)) } }),
})

export async function tagIds(call: Call, words: string[]): Promise<number[]> {
  const ids: number[] = []
  for (const name of words) ids.push(await tagId(call, name))
  return [...new Set(ids)]
}

async function tagId(call: Call, name: string): Promise<number> {
  const wire = wireOf(call)
  const answer = await ask(wire, { method: 'POST', path: '/wp/v2/tags', json: { name }, fine: [400] })
  if (answer.status !== 400) return made(answer).id
  const { code, data } = answer.json<{ code?: string; data?: { term_id?: number } }>()
  if (code === 'term_exists' && typeof data?.term_id === 'number') return data.term_id
  return made(await ask(wire, { method: 'POST', path: '/wp/v2/tags', json: { name } })).id
}

export function tagIdsOf(done: StepsDone): number[] {
  const ids = done.tags?.data?.ids
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'number') : []
}
