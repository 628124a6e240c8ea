import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Edit, PreparedContent, Remove, StepsDone } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { readTopic } from './find.ts'
import { sourceOf } from './markdown.ts'
import { placed } from './media.ts'
import { topicFields } from './publish.ts'
import { postAt } from './read-back.ts'

/** Title and tags change with the first part; the category too, where the user may move topics. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const ids = content.parts.map((_, index) => (index === 0 ? ref.id : done[`thread-${index}`]?.ref?.id))
    const { cid, title, tags } = topicFields(content, call.account)
    for (const [index, id] of ids.entries()) {
      if (id === undefined) throw new NetworkFailure('rejected', 'a published thread cannot get more parts')
      await editPart(call, id, content, index, done, index === 0 ? { title } : {})
    }
    const tid = Number(ref.more?.tid)
    await ask(wireOf(call), { method: 'PUT', path: `/api/v3/topics/${tid}/tags`, json: { tags }, writes: true })
    const topic = await readTopic(call, tid)
    if (topic && topic.cid !== cid)
      await ask(wireOf(call), { method: 'PUT', path: `/api/v3/topics/${tid}/move`, json: { cid }, writes: true })
    return { ref }
  },
}

async function editPart(
  call: Call,
  pid: string,
  content: PreparedContent,
  index: number,
  done: StepsDone,
  more: object,
): Promise<void> {
  const part = content.parts[index]
  const media = []
  for (const file of part?.media ?? []) media.push(await placed(call, file, done))
  const json = { content: sourceOf(part?.text ?? '', media), ...more }
  await ask(wireOf(call), { method: 'PUT', path: `/api/v3/posts/${pid}`, json, writes: true })
}

/** A deleted topic can be brought back by its author and by moderators; a purged one is gone for good, with everything in it. */
export const remove: Remove = async (call, ref) => {
  const stands = await postAt(call, ref.id)
  const topic = stands && (await readTopic(call, stands.tid))
  if (!stands || !topic || topic.deleted) return 'already-gone'
  const place = topic.mainPid === stands.pid ? `/api/v3/topics/${topic.tid}` : `/api/v3/posts/${stands.pid}`
  const path = ref.more?.removal === 'purged' ? place : `${place}/state`
  const { status } = await ask(wireOf(call), { method: 'DELETE', path, writes: true, fine: [404] })
  return status === 404 ? 'already-gone' : 'removed'
}
