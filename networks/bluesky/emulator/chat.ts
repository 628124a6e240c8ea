import type { JsonObject } from '../../../kernel/json.ts'
import type { Answered } from '../../lab/deeds.ts'
import type { LabAnswer, LabRequest, Speaker } from '../../lab/network.ts'
import { guarded, invalid, isObject, limitOf, needed, ok, one, XrpcNo } from './answers.ts'
import { type ChatEvent, type ChatMessage, type Convo, convoOf, revAfter } from './chat-state.ts'
import type { Ground } from './ground.ts'
import { countSigns } from './record-rules.ts'
import type { Account } from './state.ts'
import { authorView, handleOf } from './views.ts'

const perLog = 50

/** The service of private messages, to which the account's server passes calls on. */
export function mountChat(ground: Ground): void {
  const acts: [method: string, name: string, act: (ground: Ground, request: LabRequest, us: Account) => LabAnswer][] = [
    ['GET', 'listConvos', listConvos],
    [
      'GET',
      'getConvo',
      (_, request, us) => ok({ convo: convoView(ground, convoAsked(ground, request.query, us), us) }),
    ],
    ['GET', 'getMessages', getMessages],
    ['GET', 'getLog', getLog],
    ['POST', 'acceptConvo', acceptConvo],
    ['POST', 'sendMessage', sendMessage],
  ]
  for (const [method, name, act] of acts)
    ground.site.on(
      method,
      `/xrpc/chat.bsky.convo.${name}`,
      guarded((request) => act(ground, request, ground.access.chat(request, `chat.bsky.convo.${name}`))),
    )
}

/** A person of the lab writes to the account with this handle. */
export function writePrivately(ground: Ground, name: string, text: string, by: Speaker = {}): string {
  const account = ground.accountBy(name.startsWith('did:') ? name : handleOf(name))
  const person = by.person ?? ground.site.random.pick(ground.site.people.all)
  return write(ground, account, { with: ground.crowd.didOf(person), by: ground.crowd.didOf(person), text }).id
}

/** What the person of the conversation wrote before this message of the account. */
export function answeredInChat({ state, crowd }: Ground, objectId: string): Answered | undefined {
  const [id = '', rev = ''] = objectId.split('/')
  const convo = state.chat.convos.get(id)
  const person = convo && crowd.byDid(convo.with)
  const last = convo?.messages.findLast((one) => one.by === convo.with && one.rev < rev)
  return person && last && { id: `${id}/${last.rev}`, person, text: last.text, at: new Date(last.at) }
}

/** Who wrote a message takes it back. */
export function takeBack(ground: Ground, { body }: LabRequest): LabAnswer {
  const [convo = '', message = ''] = needed(body, 'message').split('/')
  ground.commit({ made: 'unsaid', convo, message, rev: revAfter(ground.state.chat) })
  return { status: 204 }
}

function write(ground: Ground, account: Account, of: { with: string; by: string; text: string; facets?: unknown }) {
  const at = ground.site.clock.now().toISOString()
  const rev = revAfter(ground.state.chat)
  const { with: other, ...said } = of
  const message: ChatMessage = { id: rev, rev, at, ...said }
  const convo = convoOf(account.did, other)
  const event: ChatEvent = { made: 'message', convo, us: account.did, with: other, message }
  const act = { account: account.did, kind: 'message' as const, objectId: `${convo}/${rev}`, text: of.text }
  ground.commit(event, of.by === account.did ? act : undefined)
  return { id: `${convo}/${rev}`, message }
}

const convosOf = (ground: Ground, us: Account): Convo[] =>
  [...ground.state.chat.convos.values()].filter((convo) => convo.us === us.did)

function convoAsked(ground: Ground, from: unknown, us: Account): Convo {
  const convo = ground.state.chat.convos.get(needed(from, 'convoId'))
  if (convo?.us !== us.did) throw new XrpcNo(400, 'InvalidConvo', 'Convo not found')
  return convo
}

function listConvos(ground: Ground, request: LabRequest, us: Account): LabAnswer {
  const before = one(request.query.cursor)
  const status = one(request.query.status)
  const all = convosOf(ground, us)
    .filter((convo) => (!status || convo.status === status) && (!before || convo.rev < before))
    .sort((a, b) => (a.rev < b.rev ? 1 : -1))
  const page = all.slice(0, limitOf(request))
  const last = page.at(-1)
  const cursor = last && page.length < all.length ? { cursor: last.rev } : {}
  return ok({ convos: page.map((convo) => convoView(ground, convo, us)), ...cursor })
}

function getMessages(ground: Ground, request: LabRequest, us: Account): LabAnswer {
  const convo = convoAsked(ground, request.query, us)
  const before = one(request.query.cursor)
  const all = convo.messages.filter((message) => !before || message.rev < before).toReversed()
  const page = all.slice(0, limitOf(request))
  const last = page.at(-1)
  const authors = [...new Set(page.map((message) => message.by))]
  return ok({
    messages: page.map(unionView),
    relatedProfiles: authors.map((did) => authorView(ground, did)),
    ...(last && page.length < all.length ? { cursor: last.rev } : {}),
  })
}

function getLog(ground: Ground, request: LabRequest, us: Account): LabAnswer {
  const after = one(request.query.cursor) ?? ''
  const events = ground.state.chat.log.filter((event) => event.us === us.did && event.rev > after).slice(0, perLog)
  const logs = events.map(({ rev, convo, kind, message }) => ({
    $type: `chat.bsky.convo.defs#log${kind}`,
    rev,
    convoId: convo,
    ...(message ? { message: unionView(message) } : {}),
  }))
  return ok({ logs, cursor: events.at(-1)?.rev ?? after })
}

function acceptConvo(ground: Ground, request: LabRequest, us: Account): LabAnswer {
  const convo = convoAsked(ground, request.body, us)
  if (convo.status === 'accepted') return ok({})
  const rev = revAfter(ground.state.chat)
  ground.commit({ made: 'accepted', convo: convo.id, rev })
  return ok({ rev })
}

function sendMessage(ground: Ground, request: LabRequest, us: Account): LabAnswer {
  const convo = convoAsked(ground, request.body, us)
  const message = isObject(request.body) && isObject(request.body.message) ? request.body.message : {}
  const text = needed(message, 'text')
  if (Buffer.byteLength(text, 'utf8') > 10_000 || countSigns(text) > 1_000)
    throw invalid('Input/message/text must not be longer than 1000 graphemes')
  if (convo.status !== 'accepted') throw invalid('the conversation has not been accepted')
  const facets = message.facets ? { facets: message.facets } : {}
  const said = write(ground, us, { with: convo.with, by: us.did, text, ...facets })
  return ok(messageView(said.message))
}

function convoView(ground: Ground, convo: Convo, us: Account): JsonObject {
  const last = convo.messages.at(-1)
  return {
    id: convo.id,
    rev: convo.rev,
    members: [authorView(ground, us.did), authorView(ground, convo.with)],
    muted: false,
    status: convo.status,
    unreadCount: convo.messages.filter((message) => message.by !== us.did).length,
    kind: { $type: 'chat.bsky.convo.defs#directConvo' },
    ...(last ? { lastMessage: unionView(last) } : {}),
  }
}

const messageView = ({ id, rev, text, facets, by, at }: ChatMessage): JsonObject => ({
  id,
  rev,
  text,
  ...(facets ? { facets: facets as JsonObject[] } : {}),
  sender: { did: by },
  sentAt: at,
})
/** A message that its sender took back keeps its place and loses its words. */
const unionView = (message: ChatMessage): JsonObject => {
  const { text, facets, ...left } = messageView(message)
  return message.gone
    ? { $type: 'chat.bsky.convo.defs#deletedMessageView', ...left }
    : { $type: 'chat.bsky.convo.defs#messageView', ...messageView(message) }
}
