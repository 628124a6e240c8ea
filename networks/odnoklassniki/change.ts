import type { Call, Edit, OwnPosts, ReadBack, RemoteRef, Remove } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { notFound, saysCode } from './failures.ts'
import { uploaded } from './media.ts'
import { attachmentOf } from './publish.ts'
import { newestTopics, postOf, topicsById } from './topics.ts'

export const readBack: ReadBack = async (call, ref) => {
  const [topic] = await topicsById(wireOf(call), [ref.id])
  return topic ? postOf(topic, call) : 'gone'
}

const pageSize = 50

export const ownPosts: OwnPosts = async (call, cursor) => {
  const page = await newestTopics(call, pageSize, cursor)
  const topics = await topicsById(
    wireOf(call),
    page.topics.map((one) => one.id),
  )
  const items = topics.map((one) => postOf(one, call)).sort((a, b) => b.at.getTime() - a.at.getTime())
  return { items, ...(page.has_more && page.anchor ? { cursor: page.anchor } : {}) }
}

/** The new blocks replace all that stood: a token of an upload serves once, so files are brought anew. */
export const edit: Edit = {
  may: ['text', 'media'],
  run: async (call, ref, content) => {
    const files = []
    for (const file of content.parts[0]?.media ?? []) files.push(await uploaded(call, file))
    const { media } = attachmentOf(content, files)
    const params = { gid: call.account.remoteId, topic_id: ref.id, attachment: JSON.stringify({ media: media ?? [] }) }
    await ask(wireOf(call), { method: 'mediatopic.edit', params })
    return { ref }
  },
}

/** The documentation calls it `delete_id`, builders use `topic_id`: both are sent. */
export const remove: Remove = async (call, ref) => {
  const params = { gid: call.account.remoteId, topic_id: ref.id, delete_id: ref.id }
  try {
    await ask(wireOf(call), { method: 'mediatopic.deleteTopic', params })
    return 'removed'
  } catch (error) {
    if (saysCode(error, notFound, 100) && (await isGone(call, ref))) return 'already-gone'
    throw error
  }
}

const isGone = async (call: Call, ref: RemoteRef) => (await readBack(call, ref)) === 'gone'
