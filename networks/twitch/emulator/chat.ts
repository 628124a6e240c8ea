import { ownChannel, Refused, type Stage, text } from './stage.ts'

/** Chat: https://dev.twitch.tv/docs/api/reference/#send-chat-message and below (read 2026-11-22). */
export function chatOperations(stage: Stage): void {
  const { on, state, commit, now, id } = stage
  on('POST', '/chat/announcements', 'moderator:manage:announcements', (request) => {
    const user = ownChannel(request)
    const { message = '' } = request.body as { message?: string }
    if (message.trim() === '') throw new Refused(400, 'The message field is required.')
    const said = message.slice(0, 500)
    const announcement = { id: id(), channel: user.id, text: said, at: now().toISOString() }
    commit(
      { said: 'announcement', ...announcement },
      { account: user.login, kind: 'create', objectId: announcement.id, text: said },
    )
    return { status: 204 }
  })
  on('POST', '/chat/messages', 'user:write:chat', (request) => {
    const given = request.body as {
      broadcaster_id: string
      sender_id: string
      message: string
      reply_parent_message_id?: string
    }
    if (given.sender_id !== request.user.id)
      throw new Refused(401, 'sender_id must match the user in the access token.')
    const channel = state.users.get(given.broadcaster_id)
    if (!channel) throw new Refused(400, 'broadcaster_id is not one of a user.')
    if (given.message.trim() === '') throw new Refused(400, 'The message field is required.')
    if (given.message.length > 500) throw new Refused(422, 'The message is too large.')
    if (given.reply_parent_message_id && !state.lines.has(given.reply_parent_message_id))
      throw new Refused(400, 'The parent message was not found.')
    if (/\bforbiddenword\b/i.test(given.message))
      return dropped(
        'channel_settings',
        'Your message wasn’t posted due to conflicts with the channel’s moderation settings.',
      )
    const line = {
      ...{ id: id(), channel: channel.id, author: request.user.id, text: given.message, at: now().toISOString() },
      ...(given.reply_parent_message_id ? { parent: given.reply_parent_message_id } : {}),
    }
    const kind = line.parent ? 'comment' : 'create'
    commit({ put: 'line', line }, { account: request.user.login, kind, objectId: line.id, text: line.text })
    return { status: 200, json: { data: [{ message_id: line.id, is_sent: true }] } }
  })
}

/** https://dev.twitch.tv/docs/api/reference/#delete-chat-messages and below (read 2026-11-22). */
export function moderationOperations({ on, state, commit, now }: Stage): void {
  on('DELETE', '/moderation/chat', 'moderator:manage:chat_messages', (request) => {
    const user = ownChannel(request)
    const line = state.lines.get(text(request, 'message_id'))
    if (!line || line.channel !== user.id) throw new Refused(404, 'The ID in message_id was not found.')
    if (line.author === user.id) throw new Refused(400, 'You may not delete the broadcaster’s messages.')
    if (now().getTime() - Date.parse(line.at) > 6 * 3_600_000) throw new Refused(404, 'The message is too old.')
    commit({ drop: 'line', id: line.id }, { account: user.login, kind: 'remove', objectId: line.id })
    return { status: 204 }
  })
  on('POST', '/moderation/bans', 'moderator:manage:banned_users', (request) => {
    const user = ownChannel(request)
    const { data } = request.body as { data: { user_id: string; duration?: number } }
    const name = `${user.id} ${data.user_id}`
    if (data.user_id === user.id) throw new Refused(400, 'The user specified in the user_id field may not be banned.')
    const until = endOfTimeout(now(), data.duration)
    if (banned(state, name, now()) === null)
      throw new Refused(400, 'The user specified in the user_id field is already banned.')
    const kind = until ? ('mute' as const) : ('block' as const)
    commit({ ban: name, on: true, until }, { account: user.login, kind, objectId: data.user_id })
    const json = {
      broadcaster_id: user.id,
      moderator_id: user.id,
      user_id: data.user_id,
      created_at: now().toISOString(),
      end_time: until,
    }
    return { status: 200, json: { data: [json] } }
  })
  on('DELETE', '/moderation/bans', 'moderator:manage:banned_users', (request) => {
    const user = ownChannel(request)
    const name = `${user.id} ${text(request, 'user_id')}`
    if (banned(state, name, now()) === undefined)
      throw new Refused(400, 'The user specified in the user_id query parameter is not banned.')
    commit({ ban: name, on: false }, { account: user.login, kind: 'unblock', objectId: text(request, 'user_id') })
    return { status: 204 }
  })
  on('GET', '/moderation/blocked_terms', 'moderator:read:blocked_terms', (request) => {
    const user = ownChannel(request)
    const at = user.at
    const term = { broadcaster_id: user.id, moderator_id: user.id, id: '520e4d4e', text: 'forbiddenword' }
    return {
      status: 200,
      json: { data: [{ ...term, created_at: at, updated_at: at, expires_at: null }], pagination: {} },
    }
  })
  on('GET', '/chat/settings', '', (request) => {
    const settings = {
      broadcaster_id: text(request, 'broadcaster_id'),
      ...{ emote_mode: false, follower_mode: false, follower_mode_duration: null },
      ...{ slow_mode: false, slow_mode_wait_time: null, subscriber_mode: false, unique_chat_mode: false },
    }
    return { status: 200, json: { data: [settings] } }
  })
}

/** The end of a ban: null where it has none, undefined where nobody is banned any more. */
export function banned(state: Stage['state'], name: string, now: Date): string | null | undefined {
  const until = state.bans.get(name)
  return until && Date.parse(until) <= now.getTime() ? undefined : until
}

function endOfTimeout(now: Date, seconds: number | undefined): string | null {
  if (seconds === undefined) return null
  if (seconds < 1 || seconds > 1_209_600) throw new Refused(400, 'The value in the duration field is out of range.')
  return new Date(now.getTime() + seconds * 1000).toISOString()
}

const dropped = (code: string, message: string) => ({
  status: 200,
  json: { data: [{ message_id: '', is_sent: false, drop_reason: { code, message } }] },
})
