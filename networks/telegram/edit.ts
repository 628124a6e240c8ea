import { isDeepStrictEqual } from 'node:util'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, Edit, PreparedContent, RemoteRef, StepResult, StepsDone } from '../contract.ts'
import { ask, botOf, chatOf, type Params } from './client.ts'
import { said } from './failures.ts'
import { fitted, signatures, uploadOf } from './files.ts'
import { placeOf } from './place.ts'
import { messagesOf, nameOfPart } from './publish.ts'
import { captionParams, inputMedia, keyboard, textParams } from './send.ts'

type Part = PreparedContent['parts'][number]
type Standing = { call: Call; ref: RemoteRef; part: Part; content: PreparedContent; at: number }

/** Making it so twice is the same as once, so a lost answer is simply asked again. Polls cannot be changed. */
export const edit: Edit = {
  may: ['text', 'media', 'options'],
  run: async (call, ref, content, done) => {
    const refs = content.parts.map((_, at) => (at === 0 ? ref : done[nameOfPart(at)]?.ref))
    if (done[nameOfPart(content.parts.length)]?.ref)
      throw new NetworkFailure('rejected', 'a thread cannot lose a part by an edit')
    if (!isDeepStrictEqual(placeOf(content.options.location), done.location?.data))
      throw new NetworkFailure('rejected', 'Telegram does not let a place on the map be changed: publish the post anew')
    for (const [at, part] of content.parts.entries()) {
      const stands = refs[at]
      if (!stands) throw new NetworkFailure('rejected', 'a thread cannot gain a part by an edit')
      await editPart({ call, ref: stands, part, content, at }, before(done, at))
    }
    return { ref, data: { media: signatures(content.parts[0]?.media ?? []) } } satisfies StepResult
  },
}

const before = (done: StepsDone, at: number): string[] => {
  const listed = done[nameOfPart(at)]?.data?.media
  return Array.isArray(listed) ? listed.map(String) : []
}

async function editPart(standing: Standing, media: string[]): Promise<void> {
  const { part, ref } = standing
  if (part.poll) throw new NetworkFailure('rejected', 'Telegram does not let a published poll be changed')
  const now = signatures(part.media)
  const turnsIntoFile = media.length === 0 && now.length === 1
  if (media.length !== now.length && !turnsIntoFile)
    throw new NetworkFailure('rejected', `Telegram does not let ${media.length} files become ${now.length} by an edit`)
  if (now.length === 0)
    return await change(standing, 'editMessageText', textParams(part.text, standing.content.options))
  const changed = now.flatMap((signature, index) => (signature === media[index] ? [] : [index]))
  for (const index of changed) await replaceFile(standing, index, messagesOf(ref)[index] ?? 0)
  if (!changed.includes(0))
    await change(standing, 'editMessageCaption', captionParams(part.text, standing.content.options))
}

async function replaceFile({ call, part, content, at }: Standing, index: number, message: number): Promise<void> {
  const original = part.media[index]
  if (!original) return
  const file = await fitted(original)
  const media = inputMedia(file, 'file', index === 0 ? part.text : '', content.options)
  const buttons = part.media.length === 1 ? keyboard({ options: content.options, buttons: at === 0 }) : undefined
  const params = { chat_id: chatOf(call.account), message_id: message, media, reply_markup: buttons }
  await unlessTheSame(() => ask(botOf(call), { method: 'editMessageMedia', params, uploads: [uploadOf(file, 'file')] }))
}

async function change({ call, ref, part, content, at }: Standing, method: string, params: Params): Promise<void> {
  const message = messagesOf(ref)[0] ?? 0
  const buttons = part.media.length > 1 ? undefined : keyboard({ options: content.options, buttons: at === 0 })
  const asked = { chat_id: chatOf(call.account), message_id: message, ...params, reply_markup: buttons }
  await unlessTheSame(() => ask(botOf(call), { method, params: asked }))
}

async function unlessTheSame(run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!said(error, /message is not modified/i)) throw error
  }
}
