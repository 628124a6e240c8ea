import { literally } from '../families/markdown/lab-words.ts'
import { defineLabNetwork, type LabAnswer, type LabHandle, type LabRequest, type LabSite } from '../lab/lab.ts'
import { describeApi } from './emulator/describe.ts'
import { createMessage, deleteMessage, editMessage, getMessage, listMessages } from './emulator/messages.ts'
import { answer, answered, say, whisper } from './emulator/people.ts'
import { personId } from './emulator/present.ts'
import { limited } from './emulator/rates.ts'
import { Refused, refusalAnswer } from './emulator/refusals.ts'
import * as server from './emulator/server.ts'
import {
  apply,
  botIn,
  type Desk,
  type EmBot,
  type EmChannel,
  type Event,
  emptyState,
  nextId,
  nowIso,
  type State,
} from './emulator/state.ts'
import * as threads from './emulator/threads.ts'

type Operation = (desk: Desk, request: LabRequest) => LabAnswer | Promise<LabAnswer>

const operations: [method: string, path: string, run: Operation][] = [
  ['GET', '/users/@me', server.me],
  ['GET', '/users/@me/guilds', server.myGuilds],
  ['POST', '/users/@me/channels', server.openTalk],
  ['GET', '/applications/@me', server.application],
  ['GET', '/guilds/:guild_id', server.guild],
  ['GET', '/guilds/:guild_id/channels', server.guildChannels],
  ['GET', '/guilds/:guild_id/threads/active', threads.activeThreads],
  ['GET', '/guilds/:guild_id/messages/search', server.searchMessages],
  ['GET', '/guilds/:guild_id/auto-moderation/rules', server.rules],
  ['GET', '/guilds/:guild_id/members/:user_id', server.guildMember],
  ['PATCH', '/guilds/:guild_id/members/:user_id', server.changeMember],
  ['PUT', '/guilds/:guild_id/bans/:user_id', server.ban(true)],
  ['DELETE', '/guilds/:guild_id/bans/:user_id', server.ban(false)],
  ['GET', '/channels/:channel_id', threads.getChannel],
  ['PATCH', '/channels/:channel_id', threads.changeThread],
  ['DELETE', '/channels/:channel_id', threads.deleteChannel],
  ['POST', '/channels/:channel_id/threads', threads.createForumPost],
  ['GET', '/channels/:channel_id/messages', listMessages],
  ['POST', '/channels/:channel_id/messages', createMessage],
  ['GET', '/channels/:channel_id/messages/:message_id', getMessage],
  ['PATCH', '/channels/:channel_id/messages/:message_id', editMessage],
  ['DELETE', '/channels/:channel_id/messages/:message_id', deleteMessage],
  ['POST', '/channels/:channel_id/messages/:message_id/threads', threads.openThread],
  ['POST', '/channels/:channel_id/messages/:message_id/crosspost', server.crosspost],
  ['PUT', '/channels/:channel_id/messages/pins/:message_id', server.pin],
  ['PUT', '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me', server.react(true)],
  ['DELETE', '/channels/:channel_id/messages/:message_id/reactions/:emoji_name/@me', server.react(false)],
]

/** Discord's HTTP API for bots: servers with channels, announcements, a forum, threads, private conversations and their people. */
export default defineLabNetwork({
  id: 'discord',
  /** https://docs.discord.com/developers/topics/rate-limits (read 2026-11-22); a channel's number is the one its headers tell. */
  rates: [
    { per: 'account', calls: 50, everyMs: 1_000 },
    {
      per: ({ params }) => params.channel_id,
      calls: 5,
      everyMs: 5_000,
      what: ({ method, path }) => method === 'POST' && path.endsWith('/messages'),
    },
  ],
  describe: describeApi,
  mount,
})

function mount(site: LabSite): LabHandle {
  const desk: Desk = { site, kept: site.keep<State, Event>(emptyState(), apply) }
  const { state, commit } = desk.kept
  const limit = limited(desk)
  for (const [method, path, run] of operations)
    site.on(method, `/api/v10${path}`, async (request) => {
      try {
        return limit(request, await limit.before(request, () => run(desk, request)))
      } catch (error) {
        if (error instanceof Refused) return refusalAnswer(error)
        throw error
      }
    })
  openDoors(desk)

  const botOf = (request: LabRequest) => {
    try {
      return botIn(desk, request)
    } catch (error) {
      if (error instanceof Refused) return undefined
      throw error
    }
  }
  return {
    openAccount: async (who) => openAccount(desk, who),
    accountOf: (request) => botOf(request)?.account,
    expireToken: (request) => {
      const bot = botOf(request)
      if (bot) commit({ do: 'bot', bot: { ...bot, token: newToken(site, bot.id) } })
    },
    tooMany: (retryAfterS): LabAnswer =>
      retryAfterS === null
        ? {
            status: 429,
            headers: { 'content-type': 'text/html' },
            body: '<html><title>Error 1015 Ray ID</title></html>',
          }
        : {
            status: 429,
            headers: {
              'retry-after': String(retryAfterS),
              'x-ratelimit-global': 'true',
              'x-ratelimit-scope': 'global',
            },
            json: { message: 'You are being rate limited.', code: 0, retry_after: retryAfterS, global: true },
          },
    broken: (status) => ({
      status,
      json: { message: `${status}: ${status === 404 ? 'Not Found' : 'Server Error'}`, code: 0 },
    }),
    comment: async (objectId, text, by = {}) => {
      const post = state.messages.get(objectId.split('/')[1] ?? '')
      const person = by.person ?? site.people.all[text.length % site.people.all.length]
      if (!post || !person) throw new Error(`nobody can answer ${objectId}`)
      return answer(desk, post, person.handle, literally(text), by)
    },
    longestComment: 2000,
    pictures: { comments: 'described', messages: 'described' },
    edit: async (id, text, at) => {
      const change = { content: literally(text), edited: at.toISOString() }
      commit({ do: 'change', id: id.split('/')[1] ?? '', change })
    },
    erase: async (id) => commit({ do: 'delete', id: id.split('/')[1] ?? '' }),
    answered: (id) => answered(desk, id),
    message: async (handle, text, by = {}) => {
      const bot = [...state.bots.values()].find((one) => one.account === handle)
      const person = by.person ?? site.people.all[3]
      const channel = [...state.channels.values()].find(
        (one) => one.guild && bot?.guilds.includes(one.guild) && one.type === 0,
      )
      if (!bot || !person || !channel) throw new Error(`nobody can write to ${handle}`)
      const known = [...state.messages.values()].some(
        (one) => one.author === personId(desk, person.handle) && one.content.includes(bot.id),
      )
      if (!known) say(desk, channel.id, person.handle, `<@${bot.id}> may I write to you?`)
      return whisper(desk, bot.id, person.handle, text, by)
    },
  }
}

const newToken = (site: LabSite, id: string) =>
  `${Buffer.from(id).toString('base64url')}.${site.random.hex(6)}.${site.random.hex(27)}Ab`

/** A bot in a server with a text channel, announcements, a forum and a room that is shut to it. */
function openAccount(desk: Desk, { name, handle }: { name: string; handle: string }) {
  const { state, commit } = desk.kept
  const known = [...state.bots.values()].find((one) => one.account === handle)
  if (known) return { way: 'bot', fields: { token: known.token, servers: '' } }
  const id = nextId(desk)
  commit({ do: 'guild', guild: { id, name, account: handle } })
  const channel = (type: number, called: string, more: Partial<EmChannel> = {}) =>
    commit({ do: 'channel', channel: { id: nextId(desk), type, guild: id, name: called, at: nowIso(desk), ...more } })
  channel(0, 'general')
  channel(5, 'news')
  const tags = ['Brewing', 'Beans'].map((tag, at) => ({
    id: String(BigInt(nextId(desk)) + BigInt(at) + 500n),
    name: tag,
  }))
  channel(15, 'cupping-notes', { tags })
  channel(0, 'staff', { hidden: true })
  const bot: EmBot = { id: nextId(desk), token: '', name: `${handle}_bot`, account: handle, guilds: [id] }
  bot.token = newToken(desk.site, bot.id)
  commit({ do: 'bot', bot })
  return { way: 'bot', fields: { token: bot.token, servers: '' } }
}

/** What the server's people and its manager do in their apps. */
function openDoors(desk: Desk): void {
  const { site, kept } = desk
  const door = (name: string, run: (asked: Record<string, string>) => unknown) =>
    site.page('POST', `/door/${name}`, (request) => ({
      status: 200,
      json: { told: run(request.body as Record<string, string>) ?? null },
    }))
  door('say', ({ channel = '', text = '', person = 'harriet_cole' }) => say(desk, channel, person, text))
  door('put-out', ({ account = '' }) => {
    const bot = [...kept.state.bots.values()].find((one) => one.account === account)
    if (bot) kept.commit({ do: 'bot', bot: { ...bot, guilds: [] } })
  })
  door('limits', ({ on }) => kept.commit({ do: 'limit', on: on === 'yes' }))
  door('messages', ({ channel = '' }) => [...kept.state.messages.values()].filter((one) => one.channel === channel))
  site.page('GET', '/cdn/attachments/:channel/:file/:name', (request) => {
    const files = [...kept.state.messages.values()].flatMap((one) => one.files)
    const file = files.find((one) => one.id === request.params.file)
    return file ? { status: 200, headers: { 'content-type': file.mime }, file: file.path } : { status: 404, body: '' }
  })
}
