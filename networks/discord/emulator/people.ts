import type { Answered } from '../../lab/deeds.ts'
import type { Speaker } from '../../lab/network.ts'
import { personId, personOfId } from './present.ts'
import {
  type Desk,
  type EmChannel,
  type EmFile,
  type EmMessage,
  messagesIn,
  nextId,
  nowIso,
  objectOf,
} from './state.ts'

const attentive = 14 * 24 * 3_600_000

/** What people did about the bots' posts by now; nobody goes back to posts older than two weeks. */
export function letPeopleAct(desk: Desk): void {
  const { state } = desk.kept
  const now = desk.site.clock.now()
  const posts = [...state.messages.values()].filter((one) => state.bots.has(one.author) && !one.replyTo)
  for (const [at, post] of posts.entries()) {
    if (now.getTime() - Date.parse(post.at) > attentive) continue
    const seen = {
      key: `${post.author}/${at}`,
      text: post.content,
      at: new Date(post.at),
      media: post.files.length > 0,
    }
    for (const reaction of desk.site.people.reactionsTo(seen, now)) {
      if (state.messages.get(post.id)?.acted.includes(reaction.id)) continue
      const stands = state.messages.get(post.id) ?? post
      const acted = [...stands.acted, reaction.id]
      const likes = reaction.kind === 'like' ? [...stands.likes, reaction.person.handle] : stands.likes
      desk.kept.commit({ do: 'change', id: post.id, change: { acted, likes } })
      if (reaction.kind === 'comment') answer(desk, post, reaction.person.handle, reaction.text, { at: reaction.at })
    }
  }
}

/** A person answers a message, inside its thread where it has one. */
export function answer(desk: Desk, post: EmMessage, handle: string, text: string, by: Speaker = {}): string {
  const { state } = desk.kept
  const inThread = state.channels.get(post.channel)?.owner !== undefined
  const replyTo = inThread && post.channel === post.id ? undefined : post.id
  return say(desk, post.channel, handle, text, { ...by, replyTo })
}

export function say(
  desk: Desk,
  channel: string,
  handle: string,
  text: string,
  { replyTo, at, picture }: Speaker & { replyTo?: string } = {},
): string {
  const message: EmMessage = {
    id: nextId(desk),
    channel,
    author: personId(desk, handle),
    content: text,
    at: at?.toISOString() ?? nowIso(desk),
    files: picture ? [snapshotFile(desk)] : [],
    embeds: [],
    components: [],
    flags: 0,
    likes: [],
    acted: [],
    ...(replyTo ? { replyTo } : {}),
  }
  desk.kept.commit({ do: 'message', message })
  return objectOf(message)
}

/** A person writes to the bot in private, in the one conversation they have. */
export function whisper(desk: Desk, bot: string, handle: string, text: string, by: Speaker = {}): string {
  return say(desk, talkBetween(desk, bot, personId(desk, handle)).id, handle, text, by)
}

function snapshotFile(desk: Desk): EmFile {
  const { fileName, bytes, mime, width, height, alt } = desk.site.people.snapshot()
  const id = String(BigInt(nextId(desk)) + 1_000n)
  return { id, filename: fileName, size: bytes, mime, width, height, alt, path: desk.site.snapshotPath() }
}

/** In private an answer need not say what it answers: it is the last that the person wrote. */
export function answered(desk: Desk, name: string): Answered | undefined {
  const { state } = desk.kept
  const said = state.messages.get(name.split('/')[1] ?? '')
  if (!said || !state.bots.has(said.author)) return undefined
  const inPrivate = state.channels.get(said.channel)?.type === 1
  const before = inPrivate
    ? messagesIn(desk.kept, said.channel).findLast(
        (one) => !state.bots.has(one.author) && BigInt(one.id) < BigInt(said.id),
      )
    : state.messages.get(said.replyTo ?? '')
  const person = before && !state.bots.has(before.author) ? personOfId(desk, before.author) : undefined
  return before && person && { id: objectOf(before), person, text: before.content, at: new Date(before.at), inPrivate }
}

export function talkBetween(desk: Desk, bot: string, person: string): EmChannel {
  const known = [...desk.kept.state.channels.values()].find(
    (one) => one.type === 1 && one.bot === bot && one.with === person,
  )
  if (known) return known
  const channel: EmChannel = { id: nextId(desk), type: 1, name: '', with: person, bot, at: nowIso(desk) }
  desk.kept.commit({ do: 'channel', channel })
  return channel
}
