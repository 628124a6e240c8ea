import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Call, MediaFile, PreparedContent, Publish, Step } from '../contract.ts'
import { fitted } from '../fitted.ts'
import { plainText } from '../rich-text.ts'
import { ask, wireOf } from './client.ts'
import { goesWithPicture } from './compose.ts'
import { fileNameMax, limits } from './limits.ts'

/** One message of the post: a text, a file, or a picture with a text. */
type Said = { text: string; file?: MediaFile }

/** The first message is the post; what does not fit into it follows. Viber keeps no keys and gives nothing back: nothing is repeated. */
export const publish: Publish = {
  steps: (content) =>
    messagesOf(content).map(
      (said, index): Step => ({
        name: index === 0 ? 'post' : `more-${index}`,
        role: index === 0 ? 'post' : 'finish',
        again: { way: 'never' },
        run: async (call) => ({ ref: { id: await post(call, said) } }),
      }),
    ),
}

export function messagesOf(content: PreparedContent): Said[] {
  const [part] = content.parts
  const text = plainText(part?.text ?? '').trim()
  const [first, ...others] = part?.media ?? []
  const files = others.map((file) => ({ text: '', file }))
  if (!first) return [{ text }]
  if (goesWithPicture(text, first.kind)) return [{ text, file: first }, ...files]
  return [...(text ? [{ text }] : []), { text: '', file: first }, ...files]
}

async function post(call: Call, said: Said): Promise<string> {
  const { from } = call.account.facts
  if (typeof from !== 'string')
    throw new NetworkFailure('rejected', 'a bot cannot post: connect the channel with its own token', {
      evidence: { code: 'not-a-channel' },
    })
  const body = said.file ? await fileBody(said.file, said.text) : { type: 'text', text: said.text }
  const { token } = await ask(wireOf(call), 'post', { from, ...body }, true)
  if (token) return token
  throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
}

/** Viber fetches the file at its address. */
async function fileBody(original: MediaFile, text: string): Promise<JsonObject> {
  const file = await fitted(original, limits())
  const media = await file.publicUrl()
  if (file.kind === 'image') return { type: 'picture', text, media }
  if (file.kind === 'video') {
    const body = { type: 'video', media, size: file.bytes }
    return file.durationMs === undefined ? body : { ...body, duration: Math.ceil(file.durationMs / 1000) }
  }
  return { type: 'file', media, size: file.bytes, file_name: (file.fileName ?? 'file').slice(-fileNameMax) }
}
