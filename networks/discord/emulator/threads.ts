import type { LabAnswer, LabRequest } from '../../lab/network.ts'
import { type Given, payloadOf, readMessage } from './compose-message.ts'
import { messageSeen, place } from './messages.ts'
import { showChannel, showThread } from './present.ts'
import { invalid, Refused } from './refusals.ts'
import {
  accountOfChannel,
  botIn,
  channelSeen,
  type Desk,
  type EmChannel,
  guildSeen,
  messagesIn,
  nextId,
  nowIso,
  objectOf,
} from './state.ts'

const ok = (json: unknown, status = 200): LabAnswer => ({ status, json })

function nameIn(given: Given): string {
  const name = String(given.name ?? '').trim()
  if (name === '' || [...name].length > 100)
    throw invalid('name', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 100 in length.')
  return name
}

/** A post of a forum: the thread and its first message share one id. */
export async function createForumPost(desk: Desk, request: LabRequest): Promise<LabAnswer> {
  const bot = botIn(desk, request)
  const forum = channelSeen(desk, bot, request.params.channel_id)
  if (forum.type !== 15) throw new Refused(400, 50024, 'Cannot execute action on this channel type')
  const given = payloadOf(request)
  const applied = tagsIn(forum, given.applied_tags)
  const name = nameIn(given)
  const written = await readMessage(desk, (given.message ?? {}) as Given, request.files)
  const id = nextId(desk)
  const thread: EmChannel = {
    id,
    type: 11,
    guild: forum.guild,
    name,
    parent: forum.id,
    owner: bot.id,
    applied,
    at: nowIso(desk),
  }
  desk.kept.commit({ do: 'channel', channel: thread })
  place(desk, bot, thread, { ...written, id })
  return ok(showThread(desk, thread), 201)
}

function tagsIn(forum: EmChannel, given: unknown): string[] {
  const tags = Array.isArray(given) ? given.map(String) : []
  if (tags.length > 5) throw invalid('applied_tags', 'BASE_TYPE_MAX_LENGTH', 'Must be 5 or fewer in length.')
  if (tags.some((tag) => !forum.tags?.some((one) => one.id === tag))) throw new Refused(400, 40066, 'Unknown tag')
  return tags
}

export function openThread(desk: Desk, request: LabRequest): LabAnswer {
  const { bot, channel, message } = messageSeen(desk, request)
  if (desk.kept.state.channels.has(message.id))
    throw new Refused(400, 160004, 'A thread has already been created for this message')
  const name = nameIn((request.body ?? {}) as Given)
  const type = channel.type === 5 ? 10 : 11
  const thread: EmChannel = {
    id: message.id,
    type,
    guild: channel.guild,
    name,
    parent: channel.id,
    owner: bot.id,
    at: nowIso(desk),
  }
  desk.kept.commit({ do: 'channel', channel: thread })
  return ok(showThread(desk, thread), 201)
}

export function activeThreads(desk: Desk, request: LabRequest): LabAnswer {
  const guild = guildSeen(desk, botIn(desk, request), request.params.guild_id)
  const threads = [...desk.kept.state.channels.values()].filter((one) => one.owner && one.guild === guild.id).reverse()
  return ok({ threads: threads.map((one) => showThread(desk, one)), members: [], has_more: false })
}

export function getChannel(desk: Desk, request: LabRequest): LabAnswer {
  return ok(showChannel(desk, channelSeen(desk, botIn(desk, request), request.params.channel_id)))
}

export function changeThread(desk: Desk, request: LabRequest): LabAnswer {
  const channel = channelSeen(desk, botIn(desk, request), request.params.channel_id)
  if (!channel.owner) throw new Refused(403, 50013, 'Missing Permissions')
  const given = (request.body ?? {}) as Given
  const parent = desk.kept.state.channels.get(channel.parent ?? '')
  const applied = given.applied_tags && parent ? tagsIn(parent, given.applied_tags) : channel.applied
  const changed = {
    ...channel,
    ...(given.name === undefined ? {} : { name: nameIn(given) }),
    ...(applied ? { applied } : {}),
  }
  desk.kept.commit({ do: 'channel', channel: changed })
  return ok(showThread(desk, changed))
}

/** Everything said in it goes with it. */
export function deleteChannel(desk: Desk, request: LabRequest): LabAnswer {
  const channel = channelSeen(desk, botIn(desk, request), request.params.channel_id)
  if (!channel.owner) throw new Refused(403, 50013, 'Missing Permissions')
  const shown = showThread(desk, channel)
  const account = accountOfChannel(desk, channel)
  for (const one of messagesIn(desk.kept, channel.id))
    desk.kept.commit({ do: 'delete', id: one.id }, { account, kind: 'remove', objectId: objectOf(one) })
  desk.kept.commit({ do: 'unchannel', id: channel.id })
  return ok(shown)
}
