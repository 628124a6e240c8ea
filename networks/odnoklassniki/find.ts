import type { Call, Found, PreparedContent } from '../contract.ts'
import { plainText } from '../rich-text.ts'
import { wireOf } from './client.ts'
import { refOfTopic } from './refs.ts'
import { filesOf, newestTopics, type Topic, textOf, topicsById } from './topics.ts'

const skewMs = 2 * 60_000

/**
 * Looks among the newest topics for one that says and carries the same. The list comes from the statistics and may be late, so
 * that what is not in it is not surely absent.
 */
export async function findTopic(call: Call, content: PreparedContent, since: Date): Promise<Found> {
  const from = since.getTime() - skewMs
  const listed = (await newestTopics(call, 50)).topics.map((one) => one.id)
  const topics = await topicsById(wireOf(call), listed)
  const found = topics.find((one) => (one.created_ms ?? 0) >= from && isLike(one, content))
  if (found) return { found: true, result: { ref: refOfTopic(call.account.remoteId, found.id) } }
  return { found: false, sure: false, note: 'the list of topics may be late' }
}

function isLike(topic: Topic, content: PreparedContent): boolean {
  const [part] = content.parts
  const question = topic.media?.find((block) => block.type === 'poll')?.question
  return (
    squeezed(textOf(topic)) === squeezed(plainText(part?.text ?? '')) &&
    filesOf(topic).length === (part?.media.length ?? 0) &&
    question === part?.poll?.question
  )
}

export const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
