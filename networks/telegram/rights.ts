import type { ChatFull, Member, User } from './bot-api.ts'
import { ask, type Bot } from './client.ts'

/** What is known of a chat and of the bot's place in it; kept as the account's facts. */
export type ChatFacts = {
  chatId: number
  chatType: string
  title: string
  username?: string
  botId: number
  botUsername: string
  canPin: boolean
  canDelete: boolean
  canEdit: boolean
  canBan: boolean
  protected: boolean
  /** The group where people comment on a channel's posts. */
  discussionId?: number
  inDiscussion: boolean
}

export type Standing = { chat: ChatFull; member: Member; facts: ChatFacts }

export async function standingIn(bot: Bot, me: User, chatName: string | number): Promise<Standing> {
  const chat = await ask<ChatFull>(bot, { method: 'getChat', params: { chat_id: chatName } })
  const member = await ask<Member>(bot, { method: 'getChatMember', params: { chat_id: chat.id, user_id: me.id } })
  const discussion = chat.type === 'channel' ? chat.linked_chat_id : undefined
  const inDiscussion = discussion === undefined ? false : await mayWriteIn(bot, me, discussion)
  const leads = member.status === 'creator' || member.status === 'administrator'
  const owns = member.status === 'creator'
  const canPin =
    chat.type === 'channel'
      ? member.can_edit_messages
      : leads
        ? member.can_pin_messages
        : chat.permissions?.can_pin_messages
  return {
    chat,
    member,
    facts: {
      chatId: chat.id,
      chatType: chat.type,
      title: chat.title ?? '',
      ...(chat.username ? { username: chat.username } : {}),
      botId: me.id,
      botUsername: me.username ?? '',
      canPin: owns || canPin === true,
      canDelete: owns || member.can_delete_messages === true,
      canEdit: owns || member.can_edit_messages === true,
      canBan: owns || member.can_restrict_members === true,
      protected: chat.has_protected_content === true,
      ...(discussion === undefined ? {} : { discussionId: discussion }),
      inDiscussion,
    },
  }
}

async function mayWriteIn(bot: Bot, me: User, group: number): Promise<boolean> {
  try {
    return isIn(await ask<Member>(bot, { method: 'getChatMember', params: { chat_id: group, user_id: me.id } }))
  } catch (error) {
    if (error instanceof Error && 'kind' in error && (error.kind === 'reconnect' || error.kind === 'rejected'))
      return false
    throw error
  }
}

const isIn = ({ status, is_member: present }: Member) =>
  status === 'creator' ||
  status === 'administrator' ||
  status === 'member' ||
  (status === 'restricted' && present === true)

/** Why the bot cannot publish there; undefined when it can. */
export function missingRight({
  chat,
  member,
}: Standing): 'notMember' | 'notAdministrator' | 'mayNotPost' | 'mayNotWrite' | 'privateChat' | undefined {
  if (chat.type === 'private') return 'privateChat'
  if (!isIn(member)) return 'notMember'
  if (member.status === 'creator') return undefined
  if (chat.type === 'channel') {
    if (member.status !== 'administrator') return 'notAdministrator'
    return member.can_post_messages === true ? undefined : 'mayNotPost'
  }
  if (member.status === 'administrator') return undefined
  const may =
    member.status === 'restricted' ? member.can_send_messages === true : chat.permissions?.can_send_messages !== false
  return may ? undefined : 'mayNotWrite'
}
