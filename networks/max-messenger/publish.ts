import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { optionOf } from '../check-options.ts'
import type { Call, PreparedContent, Publish, RemoteRef, Step } from '../contract.ts'
import type { Message } from './bot-api.ts'
import { buttonsOf } from './buttons.ts'
import { ask, botOf, chatOf } from './client.ts'
import { options } from './compose.ts'
import { findMessage } from './find.ts'
import { textMax } from './limits.ts'
import { isFormatted, written } from './markup.ts'
import { attachmentsIn, uploadStep } from './media.ts'
import { refOf } from './refs.ts'

export const publish: Publish = {
  steps: (content) => {
    const files = content.parts[0]?.media ?? []
    return [...files.map(uploadStep), postStep(content), ...(content.options.pin === true ? [pinStep()] : [])]
  },
}

const postStep = (content: PreparedContent): Step => ({
  name: 'post',
  role: 'post',
  again: { way: 'look-first' },
  run: async (call, _key, done) => {
    const files = attachmentsIn(done, content.parts[0]?.media.length ?? 0)
    const body = bodyOf(content, files)
    const preview = optionOf(options, content.options, 'preview') === true
    return { ref: await sendTo(call, { chat_id: chatOf(call.account) }, body, preview) }
  },
  find: (call, _key, _done, since) => {
    const [part] = content.parts
    const { text } = bodyOf(content, [])
    return findMessage(
      call,
      { chat: chatOf(call.account), text: String(text ?? ''), files: part?.media.length ?? 0 },
      since,
    )
  },
})

/** A message as it is sent and edited: what has nothing to say says null. */
export function bodyOf(content: PreparedContent, files: JsonObject[]): JsonObject {
  const said = fitting(written(content.parts[0]?.text.trim() ?? '', isFormatted(content.options.formatting)))
  const buttons = buttonsOf(content.options.buttons).map(({ text, url }) => [{ type: 'link', text, url }])
  const keyboard = buttons.length > 0 ? [{ type: 'inline_keyboard', payload: { buttons } }] : []
  return {
    text: said.text === '' ? null : said.text,
    attachments: [...files, ...keyboard],
    link: null,
    ...(said.format ? { format: said.format } : {}),
    ...(content.options.silent === true ? { notify: false } : {}),
  }
}

/** What is too long is not even sent: the description bounds it. */
export function fitting<T extends { text: string }>(said: T): T {
  if (said.text.length <= textMax) return said
  throw new NetworkFailure('rejected', `a message of MAX holds ${textMax} characters, formatting included`)
}

type To = { chat_id: number } | { user_id: number }

export async function sendTo(call: Call, to: To, body: JsonObject, preview = true): Promise<RemoteRef> {
  const query = { ...to, ...(preview ? {} : { disable_link_preview: true }) }
  const asked = { method: 'POST' as const, path: '/messages', query, json: body, writes: true }
  const { message } = await ask<{ message?: Message }>(botOf(call), asked)
  if (message?.body?.mid) return refOf(message)
  throw new NetworkFailure('unknown-outcome', 'the answer does not name the message')
}

const pinStep = (): Step => ({
  name: 'pin',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const json = { message_id: done.post?.ref?.id ?? '', notify: false }
    await ask(botOf(call), { method: 'PUT', path: `/chats/${chatOf(call.account)}/pin`, json })
    return {}
  },
})
