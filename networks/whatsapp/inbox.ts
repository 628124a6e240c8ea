import type { JsonObject } from '../../kernel/json.ts'
import type { Call, DeliveredInbox, Interaction, MediaFile, Moderate, Step, StepsDone } from '../contract.ts'
import { madeId, sent } from '../families/graph-api/wire.ts'
import { fitted } from '../fitted.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { numberOf, wireOf, write } from './client.ts'
import { composing, textOf } from './compose.ts'
import { filled, templates } from './templates.ts'

const dayMs = 24 * 3_600_000

/** Nothing can be asked for: what people write is told once, by deliveries, and kept by whoever hears it. */
export const inbox: DeliveredInbox = {
  kinds: ['message', 'reaction'],
  reply: (to, text) =>
    answerStep('reply', (key) => ({
      ...addressed(to, key),
      type: 'text',
      text: { body: textOf(text), preview_url: true },
    })),
  replyWith: (to, text, media) => [readSteps(to), ...media.map(uploadStep), withFiles(to, text, media)].flat(),
  /** https://developers.facebook.com/docs/whatsapp/conversation-types (read 2026-11-22). */
  replyUntil: (to) => new Date(to.at.getTime() + dayMs),
  templates,
  templatesAreMadeAt: 'https://business.facebook.com/wa/manage/message-templates/',
  replyWithTemplate: (to, template, values) =>
    answerStep('reply', (key) => ({ ...addressed(to, key), type: 'template', template: filled(template, values) })),
}

/** `biz_opaque_callback_data` comes back with the state of delivery; the network keeps no keys by it. */
const addressed = (to: Interaction, key: string): JsonObject => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: to.author.id,
  biz_opaque_callback_data: key.slice(0, 512),
  ...(to.kind === 'message' ? { context: { message_id: to.id } } : {}),
})

const answerStep = (name: string, message: (key: string, done: StepsDone) => JsonObject): Step => ({
  name,
  role: 'post',
  again: { way: 'never' },
  run: async (call, key, done) => ({ ref: { id: await write(call, message(key, done)) } }),
})

/** Two blue marks: whoever is answered sees that they were read. */
const readSteps = (to: Interaction): Step[] => (to.kind === 'message' ? [readStep(to)] : [])
const readStep = (to: Interaction): Step => ({
  name: 'read',
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => {
    const json = { messaging_product: 'whatsapp', status: 'read', message_id: to.id }
    await sent(wireOf(call), { method: 'POST', url: `${wireOf(call).base}/${numberOf(call)}/messages`, json })
    return {}
  },
})

const uploadStep = (original: MediaFile, index: number): Step => ({
  name: `media-0-${index}`,
  role: 'prepare',
  again: { way: 'harmless' },
  run: async (call) => {
    const file = await fitted(original, composing.limits(call.account.facts))
    const part = { field: 'file', fileName: file.fileName ?? 'file', mime: file.mime, open: file.open }
    const form = streamedForm({ messaging_product: 'whatsapp' }, [part])
    const url = `${wireOf(call).base}/${numberOf(call)}/media`
    const made = await sent<{ id?: string }>(wireOf(call), {
      method: 'POST',
      url,
      ...form,
      timeoutMs: uploadSilenceMs(file.bytes),
    })
    return { data: { id: madeId(made) } }
  },
})

/** One message carries one file; the words stand under the first that can have any, and its message is the answer. */
function withFiles(to: Interaction, text: string, media: MediaFile[]): Step[] {
  const words = media.findIndex((file) => file.kind !== 'audio')
  const caption = (index: number) => (index === words ? textOf(text) : '')
  const messages = media.map((file, index) => fileMessage(to, file, `media-0-${index}`, caption(index)))
  const wordsApart = text.trim() !== '' && words < 0
  if (wordsApart || messages.length === 0)
    messages.push((key) => ({ ...addressed(to, key), type: 'text', text: { body: textOf(text), preview_url: true } }))
  const last = messages.length - 1
  return messages.map((message, index) => ({
    ...answerStep(index === last ? 'reply' : `file-${index}`, message),
    role: index === last ? 'post' : 'prepare',
  }))
}

const kinds: Record<string, string> = { image: 'image', gif: 'video', video: 'video', audio: 'audio' }

const fileMessage =
  (to: Interaction, file: MediaFile, step: string, caption: string) =>
  (key: string, done: StepsDone): JsonObject => {
    const type = kinds[file.kind] ?? 'document'
    const about = {
      ...(caption ? { caption } : {}),
      ...(type === 'document' && file.fileName ? { filename: file.fileName } : {}),
    }
    return { ...addressed(to, key), type, [type]: { id: String(done[step]?.data?.id ?? ''), ...about } }
  }

const react = async (call: Call, what: Interaction, emoji: string) => {
  const to = { ...what, kind: 'reaction' as const }
  await write(call, {
    ...addressed(to, `react ${what.id}`),
    type: 'reaction',
    reaction: { message_id: what.kind === 'reaction' ? (what.under?.id ?? '') : what.id, emoji },
  })
}

async function block(call: Call, what: Interaction, method: 'POST' | 'DELETE'): Promise<void> {
  const json = { messaging_product: 'whatsapp', block_users: [{ user: what.author.id }] }
  await sent(wireOf(call), { method, url: `${wireOf(call).base}/${numberOf(call)}/block_users`, json })
}

/** A reaction takes the place of the one before; an empty one takes it away. */
export const moderate: Moderate = {
  like: (call, what) => react(call, what, '👍'),
  unlike: (call, what) => react(call, what, ''),
  block: (call, what) => block(call, what, 'POST'),
  unblock: (call, what) => block(call, what, 'DELETE'),
}
