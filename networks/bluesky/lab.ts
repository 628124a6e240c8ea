import type { JsonObject } from '../../kernel/json.ts'
import type { Answered } from '../lab/deeds.ts'
import { defineLabNetwork, type LabHandle, type LabRequest, type LabSite, type Speaker } from '../lab/network.ts'
import type { LabPerson } from '../lab/people.ts'
import { accessOver } from './emulator/access.ts'
import { answerOf, XrpcNo } from './emulator/answers.ts'
import { answeredInChat, mountChat, writePrivately } from './emulator/chat.ts'
import { crowdOf, repliesClosed, rootOf } from './emulator/crowd.ts'
import { type Ground, noSuchAccount } from './emulator/ground.ts'
import { mountIndex } from './emulator/index-reads.ts'
import { type Jetstream, mountJetstream } from './emulator/jetstream.ts'
import { mountOauth } from './emulator/oauth.ts'
import { mountPages } from './emulator/pages.ts'
import { pointsOver, tooMany } from './emulator/points.ts'
import { mountRepo } from './emulator/repo.ts'
import { mountSessions, openAccount } from './emulator/sessions.ts'
import { parentOf } from './emulator/spoken.ts'
import { apply, cidOfRecord, type Event, emptyState, heldAt, type State, tidAt } from './emulator/state.ts'
import { createTalk, erase, placeOf, say } from './emulator/talk.ts'
import { strangersOf } from './emulator/town.ts'
import { mountVideos } from './emulator/videos.ts'
import { handleOf } from './emulator/views.ts'

/** An emulated account server, index, video service and stream of the AT protocol in one. */
export default defineLabNetwork({
  id: 'bluesky',
  /** Besides the points of an account: https://docs.bsky.app/docs/advanced-guides/rate-limits (read 2026-11-22). */
  rates: [{ per: 'app', calls: 3_000, everyMs: 300_000 }],
  describe: async () => (await import('./emulator/lexicons.ts')).lexiconDescription(),
  mount: (site) => {
    const ground = groundOn(site)
    const stream = mountJetstream(ground)
    ground.told = stream.told
    const hush = ground.strangers?.tell(stream.told)
    mountSessions(ground)
    mountRepo(ground)
    mountIndex(ground)
    mountVideos(ground)
    mountOauth(ground)
    mountChat(ground)
    mountPages(ground)
    return handleFor(ground, { ...stream, close: () => [hush?.(), stream.close()] })
  },
})

function groundOn(site: LabSite): Ground {
  const { state, commit } = site.keep<State, Event>(emptyState(), apply)
  const crowd = crowdOf(site, state)
  const people = new Map(site.people.all.map((person) => [handleOf(person.handle), crowd.didOf(person)]))
  const talk = createTalk()
  const strangers = strangersOf(site)
  const didOf = (name: string) => (name.startsWith('did:') ? name : (state.handles.get(name) ?? people.get(name)))
  const recordAt = (uri: string) => {
    const held = heldAt(state, uri)
    if (held) return held
    const spoken = talk.at(uri) ?? strangers?.at(uri)
    if (spoken) return spoken
    for (const account of state.accounts.values())
      for (const deed of crowd.deedsFor(account)) if (deed.record.uri === uri) return deed.record
    return undefined
  }
  return {
    site,
    state,
    commit,
    crowd,
    access: accessOver(site, state),
    spend: pointsOver(site),
    talk,
    strangers,
    told: () => {},
    didOf,
    accountBy: (name) => {
      const account = state.accounts.get(didOf(name) ?? name)
      if (!account) throw noSuchAccount(name)
      return account
    },
    recordAt,
  }
}

export type BlueskyHandle = LabHandle & { leave: (person: LabPerson) => void }

function handleFor(ground: Ground, stream: Jetstream): BlueskyHandle {
  const seconds = () => Math.floor(ground.site.clock.now().getTime() / 1000)
  return {
    openAccount: async (who) => openAccount(ground, who),
    accountOf: (request) => ground.access.peek(request)?.did,
    expireToken: (request) => ground.access.expire(request),
    tooMany: (retryAfterS) => limited(retryAfterS, seconds()),
    broken: (status, request) => broken(status, request),
    comment: async (objectId, text, by) => comment(ground, objectId, text, by),
    longestComment: 300,
    pictures: { comments: 'described' },
    message: async (handle, text, by) => writePrivately(ground, handle, text, by),
    erase: async (uri) => erase(ground, uri),
    say: async (text, by) => say(ground, text, by),
    cutStreams: stream.cut,
    leave: (person) =>
      stream.told({ what: 'account', did: ground.crowd.didOf(person), active: false, status: 'deleted' }),
    handleOf: (did) => ground.state.accounts.get(did)?.handle,
    follow: async (handle, by) => follow(ground, handle, by),
    answered: (id) => answeredInPosts(ground, id) ?? answeredInChat(ground, id),
    close: async () => stream.close(),
  }
}

/** The servers tell how long to wait and the moment of the reset; a proxy before them may tell nothing. */
function limited(retryAfterS: number | null, now: number) {
  const answer = answerOf(tooMany(now + (retryAfterS ?? 0), 5_000, 3_600, now))
  return retryAfterS === null ? { ...answer, headers: {} } : answer
}

function broken(status: number, request: LabRequest) {
  if (status === 404)
    return answerOf(new XrpcNo(501, 'MethodNotImplemented', `Method Not Implemented: ${request.path}`))
  const name = status === 502 ? 'UpstreamFailure' : status === 503 ? 'NotEnoughResources' : 'InternalServerError'
  return answerOf(new XrpcNo(status, name, 'Internal Server Error'))
}

function comment(ground: Ground, objectId: string, text: string, by: Speaker = {}): string {
  const post = ground.recordAt(objectId)
  if (!post) throw new Error(`there is no post ${objectId} to comment on`)
  const account = ground.state.accounts.get(String(rootOf(post).uri).split('/')[2] ?? '')
  const root = account && ground.recordAt(String(rootOf(post).uri))
  if (account && root && repliesClosed(account, root)) throw new Error(`nobody may answer ${objectId}`)
  const at = by.at ?? ground.site.clock.now()
  const person = by.person ?? ground.site.random.pick(ground.site.people.all)
  const reply = { root: rootOf(post), parent: { uri: post.uri, cid: post.cid } }
  const shown: JsonObject = by.picture ? { embed: snapshotOf(ground) } : {}
  const said = { $type: 'app.bsky.feed.post', text, langs: [person.locale], reply, createdAt: at.toISOString() }
  const value: JsonObject = { ...said, ...shown }
  const uri = `at://${ground.crowd.didOf(person)}/app.bsky.feed.post/${tidAt(at, ground.site.random.hex(16))}`
  ground.commit({ made: 'comment', uri, cid: cidOfRecord(value), value, person: person.id, at: at.toISOString() })
  ground.told({ what: 'record', ...placeOf(uri), cid: cidOfRecord(value), value, operation: 'create' })
  return uri
}

function snapshotOf({ site }: Ground): JsonObject {
  const { mime, bytes, alt, width, height } = site.people.snapshot()
  const ref = { $link: 'bafkreie5737gdxlw5i64vzichcalba3z2v5n6icifvx5xytvske7mr3hpm' }
  const image = { $type: 'blob', ref, mimeType: mime, size: bytes }
  return { $type: 'app.bsky.embed.images', images: [{ image, alt, aspectRatio: { width, height } }] }
}

function answeredInPosts(ground: Ground, objectId: string): Answered | undefined {
  const own = ground.recordAt(objectId)
  const above = own && parentOf(own.value)
  const parent = above ? ground.recordAt(above) : undefined
  const person = parent && ground.crowd.byDid(parent.uri.split('/')[2] ?? '')
  return person && { id: parent.uri, person, text: String(parent.value.text ?? ''), at: new Date(parent.at) }
}

function follow(ground: Ground, handle: string, by: Speaker = {}): string {
  const { did } = ground.accountBy(handle)
  const at = by.at ?? ground.site.clock.now()
  const person = by.person ?? ground.site.random.pick(ground.site.people.all)
  const value = { $type: 'app.bsky.graph.follow', subject: did, createdAt: at.toISOString() }
  const uri = `at://${ground.crowd.didOf(person)}/app.bsky.graph.follow/${tidAt(at, ground.site.random.hex(16))}`
  ground.commit({ made: 'follow', uri, cid: cidOfRecord(value), value, person: person.id, at: at.toISOString() })
  return uri
}
