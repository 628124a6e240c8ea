import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Edit, PreparedContent, RemoteRef, Remove, StepsDone } from '../contract.ts'
import { type Channel, type Message, partsOfRef } from './api.ts'
import { ask, wireOf } from './client.ts'
import { tagField } from './compose.ts'
import { goneOr } from './find.ts'
import { messageBody, send, signatures } from './message.ts'
import { nameOfPart } from './publish.ts'

/** Making it so twice is the same as once. Polls cannot be changed. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    if (done[nameOfPart(content.parts.length)]?.ref)
      throw new NetworkFailure('rejected', 'a thread cannot lose a part by an edit')
    for (const at of content.parts.keys()) {
      const stands = at === 0 ? ref : done[nameOfPart(at)]?.ref
      if (!stands) throw new NetworkFailure('rejected', 'a thread cannot gain a part by an edit')
      await editPart(call, stands, content, at, done)
    }
    await editTitle(call, ref, content, done)
    return { ref, data: { ...done.post?.data, media: signatures(content.parts[0]?.media ?? []) } }
  },
}

async function editPart(
  call: Call,
  ref: RemoteRef,
  content: PreparedContent,
  at: number,
  done: StepsDone,
): Promise<void> {
  const part = content.parts[at]
  if (!part) return
  if (part.poll) throw new NetworkFailure('rejected', 'Discord does not let a published poll be changed')
  const { channel, message } = partsOfRef(ref.id)
  const path = `/channels/${channel}/messages/${message}`
  const { flags: _flags, ...body } = messageBody(part, content.options, at === 0)
  const json: JsonObject = { embeds: [], components: [], ...body }
  const before = done[nameOfPart(at)]?.data?.media
  const same = JSON.stringify(before) === JSON.stringify(signatures(part.media)) && !part.cardImage
  if (same) await ask<Message>(wireOf(call), { method: 'PATCH', path, json, writes: true })
  else await send<Message>(call, { method: 'PATCH', path, part, options: content.options, around: (one) => one }, json)
}

/** A thread may be renamed twice in ten minutes, so it is only when it must be. */
async function editTitle(call: Call, ref: RemoteRef, { options }: PreparedContent, done: StepsDone): Promise<void> {
  const forum = done.post?.data?.forum
  if (typeof forum !== 'string') return
  const path = `/channels/${partsOfRef(ref.id).channel}`
  const stands = await ask<Channel>(wireOf(call), { path })
  const name = String(options.title ?? '').trim()
  const given = options[tagField(forum)]
  const tags = Array.isArray(given) ? given : []
  const sameTags = JSON.stringify([...tags].sort()) === JSON.stringify([...(stands.applied_tags ?? [])].sort())
  if ((name === '' || stands.name === name) && sameTags) return
  await ask(wireOf(call), {
    method: 'PATCH',
    path,
    json: { ...(name ? { name } : {}), applied_tags: tags },
    writes: true,
  })
}

/** Takes away everything the publication left: later parts, the comment, a thread that was opened, the post itself. */
export const remove: Remove = async (call, ref, done) => {
  const forum = typeof done.post?.data?.forum === 'string'
  const others = Object.values(done).flatMap((one) => (one.ref && one.ref.id !== ref.id ? [one.ref] : []))
  for (const one of others.reverse()) await removeMessage(call, one.id)
  const opened = done['thread-open']?.data?.id
  if (typeof opened === 'string') await removeChannel(call, opened)
  const removed = forum ? await removeChannel(call, partsOfRef(ref.id).channel) : await removeMessage(call, ref.id)
  return removed ? 'removed' : 'already-gone'
}

const removeChannel = async (call: Call, id: string): Promise<boolean> =>
  (await ask<Channel>(wireOf(call), { method: 'DELETE', path: `/channels/${id}`, writes: true }).catch(goneOr)) !==
  undefined

/** True when it was there. */
export async function removeMessage(call: Call, id: string): Promise<boolean> {
  const { channel, message } = partsOfRef(id)
  const request = { method: 'DELETE', path: `/channels/${channel}/messages/${message}`, writes: true } as const
  return ask(wireOf(call), request).then(
    () => true,
    (error: unknown) => goneOr(error) ?? false,
  )
}
