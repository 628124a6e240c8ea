import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Edit, PreparedContent, Remove, StepsDone } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { placed } from './media.ts'
import { settingOf } from './options.ts'
import { topicFields } from './publish.ts'
import { pollIn, pollOf, rawOf } from './raw-text.ts'
import { postAt } from './read-back.ts'
import { placeIn } from './refs.ts'

export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const ids = content.parts.map((_, index) => (index === 0 ? ref.id : done[`thread-${index}`]?.ref?.id))
    for (const [index, id] of ids.entries()) {
      if (id === undefined) throw new NetworkFailure('rejected', 'a published thread cannot get more parts')
      await editPart(call, id, content, index, done)
    }
    const { category, ...fields } = topicFields(content, call.account)
    const json = { ...fields, ...(category === undefined ? {} : { category_id: category }) }
    await ask(wireOf(call), { method: 'PUT', path: `/t/-/${placeIn(ref.id).topic}.json`, json, writes: true })
    return { ref }
  },
}

/** A poll that stands stays as it is: forums let nobody change one that was voted on. */
async function editPart(
  call: Call,
  id: string,
  content: PreparedContent,
  index: number,
  done: StepsDone,
): Promise<void> {
  const stands = await postAt(call, id)
  if (!stands) throw new NetworkFailure('rejected', 'what is to be edited is gone')
  const part = content.parts[index]
  const media = []
  for (const file of part?.media ?? []) media.push(await placed(call, file, done))
  const results = String(settingOf(content, call.account.facts, 'results'))
  const poll = part?.poll && (pollIn(stands.raw ?? '') ?? pollOf(part.poll, results, call.clock.now()))
  const json = { post: { raw: rawOf(part?.text ?? '', media, poll) } }
  await ask(wireOf(call), { method: 'PUT', path: `/posts/${stands.id}.json`, json, writes: true })
}

/** With a topic goes everything in it; moderators can bring it back. */
export const remove: Remove = async (call, ref) => {
  const stands = await postAt(call, ref.id)
  if (!stands) return 'already-gone'
  const path = stands.post_number === 1 ? `/t/${stands.topic_id}.json` : `/posts/${stands.id}.json`
  const answer = await ask(wireOf(call), { method: 'DELETE', path, writes: true, fine: [404, 410] })
  return answer.status === 200 || answer.status === 204 ? 'removed' : 'already-gone'
}
