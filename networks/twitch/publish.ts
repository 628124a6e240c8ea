import { createHash } from 'node:crypto'
import { NetworkFailure } from '../../kernel/failure.ts'
import { absentSince } from '../absence.ts'
import type { Poll } from '../compose.ts'
import type { Call, Found, Interaction, PreparedContent, Publish, RemoteRef, Step } from '../contract.ts'
import { ask, asModerator, firstOf, listed } from './client.ts'
import { lineOf, option } from './compose.ts'

/** One publication is a poll, a broadcast on the schedule, an announcement or a line of chat. */
export const publish: Publish = {
  steps: (content) => [mainStep(content), ...(titleOf(content) || gameOf(content) ? [channelStep(content)] : [])],
}

function mainStep(content: PreparedContent): Step {
  const poll = content.parts[0]?.poll
  if (poll) return pollStep(poll)
  const text = lineOf(content.parts[0]?.text ?? '')
  const as = option(content, 'as')
  if (as === 'broadcast') return broadcastStep(content, text)
  return as === 'message' ? lineStep(text) : announcementStep(text, String(option(content, 'color')))
}

const mostInChat = 500

/** Longer announcements would be cut off, so they are not sent. */
function fitting(text: string): string {
  if (text.length <= mostInChat) return text
  throw new NetworkFailure('rejected', `${text.length} characters are too many for chat, which takes ${mostInChat}`)
}

const pageOf = ({ account }: Call) => `https://www.twitch.tv/${account.handle}`

/** The network names no announcement and tells none later: nothing can be looked up, and nothing is sent twice. */
function announcementStep(text: string, color: string): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'never' },
    run: async (call, key) => {
      const answer = await ask(call, {
        method: 'POST',
        path: 'chat/announcements',
        query: asModerator(call),
        json: { message: fitting(text), color },
        writes: true,
        freshConnection: true,
      })
      if (answer.status !== 204)
        throw new NetworkFailure('unknown-outcome', `an announcement was answered ${answer.status}`, {
          evidence: { status: answer.status },
        })
      const name = createHash('sha256').update(key).digest('hex').slice(0, 24)
      return { ref: { id: `announcement/${name}`, url: pageOf(call) } }
    },
  }
}

/** What was said in chat cannot be read back either. */
function lineStep(text: string, answered?: string): Step {
  return {
    name: 'post',
    role: 'post',
    again: { way: 'never' },
    run: async (call) => {
      const { remoteId } = call.account
      const answer = await ask(call, {
        method: 'POST',
        path: 'chat/messages',
        json: {
          broadcaster_id: remoteId,
          sender_id: remoteId,
          message: fitting(text),
          ...(answered ? { reply_parent_message_id: answered } : {}),
        },
        writes: true,
        freshConnection: true,
      })
      return { ref: refOfLine(call, firstOf<Sent>(answer, true)) }
    },
  }
}

type Sent = { message_id: string; is_sent: boolean; drop_reason?: { code?: string; message?: string } | null }

function refOfLine(call: Call, sent: Sent): RemoteRef {
  if (sent.is_sent && sent.message_id) return { id: sent.message_id, url: pageOf(call) }
  const { code = '', message = '' } = sent.drop_reason ?? {}
  const kind = /rate|slow/i.test(code) ? 'slow-down' : 'rejected'
  throw new NetworkFailure(kind, `the message was held back: ${message || code}`, { evidence: { code } })
}

export const replyStep = (to: Interaction, text: string): Step => lineStep(lineOf(text), to.id)

type MadePoll = { id: string; title: string; choices: { title: string }[]; started_at: string }
const skewMs = 60_000

function pollStep({ question = '', options, durationSeconds }: Poll): Step {
  const title = lineOf(question)
  const choices = options.map((one) => ({ title: lineOf(one) }))
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const json = { broadcaster_id: call.account.remoteId, title, choices, duration: durationSeconds }
      const answer = await ask(call, { method: 'POST', path: 'polls', json, writes: true })
      return { ref: { id: `poll/${firstOf<MadePoll>(answer, true).id}`, url: pageOf(call) } }
    },
    find: async (call, _key, _done, since): Promise<Found> => {
      const query = { broadcaster_id: call.account.remoteId, first: 20 }
      const wanted = choices.map((one) => one.title).join('\n')
      const ours = listed<MadePoll>(await ask(call, { path: 'polls', query })).find(
        (one) =>
          one.title === title &&
          one.choices.map((choice) => choice.title).join('\n') === wanted &&
          Date.parse(one.started_at) >= since.getTime() - skewMs,
      )
      return ours ? { found: true, result: { ref: { id: `poll/${ours.id}`, url: pageOf(call) } } } : absent(call, since)
    },
  }
}

function absent(call: Call, since: Date): Found {
  return absentSince(call, since)
}

type Segment = { id: string; title: string; start_time: string }
type Schedule = { data?: { segments?: Segment[] | null } | null }

/** A place on the schedule is taken once: the same hour is refused a second time, and can be looked up. */
function broadcastStep(content: PreparedContent, title: string): Step {
  const starts = String(option(content, 'starts') ?? '')
  const refOf = (call: Call, { id }: Segment): RemoteRef => ({ id: `broadcast/${id}`, url: `${pageOf(call)}/schedule` })
  return {
    name: 'post',
    role: 'post',
    again: { way: 'look-first' },
    run: async (call) => {
      const game = await gameIdOf(call, gameOf(content))
      const json = {
        start_time: starts,
        timezone: String(option(content, 'zone') ?? 'UTC'),
        duration: String(option(content, 'minutes')),
        is_recurring: option(content, 'weekly') === true,
        ...(game ? { category_id: game } : {}),
        title,
      }
      const query = { broadcaster_id: call.account.remoteId }
      const answer = await ask(call, { method: 'POST', path: 'schedule/segment', query, json, writes: true })
      const [segment] = answer.json<Schedule | null>()?.data?.segments ?? []
      if (segment) return { ref: refOf(call, segment) }
      throw new NetworkFailure('unknown-outcome', 'the answer does not name what was planned')
    },
    find: async (call, _key, _done, since) => {
      const query = { broadcaster_id: call.account.remoteId, start_time: starts, first: 5 }
      const answer = await ask(call, { path: 'schedule', query, fine: [404] })
      const segments = answer.status === 404 ? [] : (answer.json<Schedule>().data?.segments ?? [])
      const ours = segments.find((one) => one.title === title && Date.parse(one.start_time) === Date.parse(starts))
      return ours ? { found: true, result: { ref: refOf(call, ours) } } : absent(call, since)
    },
  }
}

const titleOf = (content: PreparedContent) => String(option(content, 'streamTitle') ?? '').trim()
const gameOf = (content: PreparedContent) => String(option(content, 'category') ?? '').trim()

/** What the channel says of its stream, made so as often as asked. */
function channelStep(content: PreparedContent): Step {
  return {
    name: 'channel',
    role: 'finish',
    again: { way: 'harmless' },
    run: async (call) => {
      const [title, game] = [titleOf(content), await gameIdOf(call, gameOf(content))]
      const json = { ...(title ? { title } : {}), ...(game ? { game_id: game } : {}) }
      await ask(call, { method: 'PATCH', path: 'channels', query: { broadcaster_id: call.account.remoteId }, json })
      return {}
    },
  }
}

async function gameIdOf(call: Call, name: string): Promise<string | undefined> {
  if (name === '') return undefined
  const answer = await ask(call, { path: 'search/categories', query: { query: name, first: 20 } })
  const games = listed<{ id: string; name: string }>(answer)
  const game = games.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (game) return game.id
  const near = games.slice(0, 3).map((one) => one.name)
  throw new NetworkFailure(
    'rejected',
    `no category is called ${name}${near.length > 0 ? `; there is ${near.join(', ')}` : ''}`,
  )
}
