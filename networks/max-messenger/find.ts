import { absentSince } from '../absence.ts'
import type { Call, Found } from '../contract.ts'
import type { Message } from './bot-api.ts'
import { ask, botOf } from './client.ts'
import { refOf } from './refs.ts'

type Sought = { chat: number; text: string; files: number }
const skewMs = 2 * 60_000
const pageSize = 100

/** Looks among the newest messages of the chat for one that says and carries the same. */
export async function findMessage(call: Call, sought: Sought, since: Date): Promise<Found> {
  const query = { chat_id: sought.chat, count: pageSize }
  const { messages } = await ask<{ messages: Message[] }>(botOf(call), { path: '/messages', query })
  const recent = messages.filter((one) => one.timestamp >= since.getTime() - skewMs)
  const found = recent.find((one) => isLike(one, sought))
  if (found) return { found: true, result: { ref: refOf(found) } }
  if (recent.length === pageSize) return { found: false, sure: false, note: `more than ${pageSize} messages since` }
  return absentSince(call, since)
}

function isLike({ sender, body }: Message, { text, files }: Sought): boolean {
  const carried = body.attachments?.filter((one) => isFile(one.type)).length ?? 0
  const ours = sender === undefined || sender.is_bot
  return ours && carried === files && squeezed(body.text ?? '') === squeezed(bare(text))
}

export const isFile = (type: string) => ['image', 'video', 'audio', 'file'].includes(type)

/** The text of what was sent as HTML. */
const bare = (text: string) =>
  text
    .replace(/<\/?(?:b|i|u|s|code|a)(?:\s[^>]*)?>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
