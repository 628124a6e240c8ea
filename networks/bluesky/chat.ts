import type { JsonObject } from '../../kernel/json.ts'
import type { Call, Interaction } from '../contract.ts'
import { askChat } from './ask-chat.ts'
import { saidBy } from './chat-people.ts'
import { isRecord, listOf, textOf } from './json-shapes.ts'

/**
 * How far the conversations were heard: `rev` is the last event of the log; `past` are those that stood before the first
 * poll and are still to be read, a few pages at a time. `upTo` parts them from the log, so that nothing is told twice.
 */
export type Heard = { rev: string; past?: Past }
type Past = { upTo: string; waiting: { convo: string; page?: string }[]; list?: string }
/** A message as the service shows it, with the profiles that came along. */
export type Said = { convo: string; message: JsonObject; profiles: JsonObject[] }

const perPage = 100
const logPagesPerPoll = 5
const pastPagesPerPoll = 10

/** What was said since, by everybody, oldest first; the first polls bring what was said before. */
export async function messagesSince(
  call: Call,
  before: Heard | undefined,
): Promise<{ items: Interaction[]; next: Heard | undefined }> {
  const from = before ?? (await begin(call))
  if (!from) return { items: [], next: undefined }
  const log = await newInLog(call, from.rev)
  const past = from.past ? await furtherBack(call, from.past) : { said: [], next: undefined }
  const items = await saidBy(call, [...past.said, ...log.said])
  return { items, next: { rev: log.rev, ...(past.next ? { past: past.next } : {}) } }
}

/** Undefined while nobody has written yet. */
async function begin(call: Call): Promise<Heard | undefined> {
  const { convos, next } = await conversations(call, undefined)
  const rev = convos
    .map((one) => textOf(one.rev))
    .sort()
    .at(-1)
  if (!rev) return undefined
  return { rev, past: { upTo: rev, waiting: convos.map((one) => ({ convo: textOf(one.id) })), ...next } }
}

async function conversations(
  call: Call,
  cursor: string | undefined,
): Promise<{ convos: JsonObject[]; next: { list?: string } }> {
  const query = { limit: perPage, cursor }
  const answer = await askChat<JsonObject>(call, { nsid: 'chat.bsky.convo.listConvos', query })
  const next = textOf(answer.cursor)
  return { convos: listOf(answer.convos), next: next ? { list: next } : {} }
}

async function newInLog(call: Call, since: string): Promise<{ said: Said[]; rev: string }> {
  const said: Said[] = []
  let rev = since
  for (let turn = 0; turn < logPagesPerPoll; turn++) {
    const answer = await askChat<JsonObject>(call, { nsid: 'chat.bsky.convo.getLog', query: { cursor: rev } })
    const news = listOf(answer.logs).filter((one) => textOf(one.rev) > rev)
    if (news.length === 0) break
    said.push(...news.filter(isOfMessage).map(saidIn))
    rev =
      news
        .map((one) => textOf(one.rev))
        .sort()
        .at(-1) ?? rev
  }
  return { said, rev }
}

const isOfMessage = (event: JsonObject) =>
  /#log(Create|Delete)Message$/.test(textOf(event.$type)) && isRecord(event.message)

const saidIn = ({ convoId, message, relatedProfiles }: JsonObject): Said => ({
  convo: textOf(convoId),
  message: isRecord(message) ? message : {},
  profiles: listOf(relatedProfiles),
})

async function furtherBack(call: Call, past: Past): Promise<{ said: Said[]; next: Past | undefined }> {
  const said: Said[] = []
  let left: Past | undefined = past
  for (let turn = 0; left && turn < pastPagesPerPoll; turn++) {
    const [open, ...others]: Past['waiting'] = left.waiting
    if (open) {
      const page = await pageOf(call, open)
      said.push(...page.said.filter((one) => textOf(one.message.rev) <= past.upTo))
      left = { ...left, waiting: page.next ? [{ convo: open.convo, page: page.next }, ...others] : others }
    } else if (left.list) {
      const { convos, next } = await conversations(call, left.list)
      left = { upTo: left.upTo, waiting: convos.map((one) => ({ convo: textOf(one.id) })), ...next }
    } else left = undefined
  }
  return { said, next: left }
}

/** One page of a conversation, newest first as the service lists it. */
export async function pageOf(
  call: Call,
  { convo, page }: { convo: string; page?: string },
): Promise<{ said: Said[]; next?: string }> {
  const query = { convoId: convo, limit: perPage, cursor: page }
  const answer = await askChat<JsonObject>(call, { nsid: 'chat.bsky.convo.getMessages', query })
  const profiles = listOf(answer.relatedProfiles)
  const next = textOf(answer.cursor)
  const said = listOf(answer.messages).map((message) => ({ convo, message, profiles }))
  return { said, ...(next && said.length > 0 ? { next } : {}) }
}
