import { NetworkFailure } from '../../kernel/failure.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { ConnectContext, ConnectedAccount, ConnectWay } from '../contract.ts'
import { accountOf } from './account.ts'
import { passwordForMessages } from './ask-chat.ts'
import { failureOf } from './failures.ts'
import { type DidDocument, findAccount, serverIn } from './identity.ts'
import { isRecord } from './json-shapes.ts'
import { isHandle } from './spans.ts'

export type Session = {
  accessJwt: string
  refreshJwt: string
  did: string
  handle: string
  didDoc?: DidDocument
  active?: boolean
  status?: string
}

/** Where accounts with the ending .bsky.social sign in, and where an e-mail address is known. */
const entryway = 'https://bsky.social'

export const appPassword: ConnectWay = {
  id: 'app-password',
  kind: 'secret',
  label: 'bluesky.connect.appPassword',
  help: 'bluesky.connect.appPasswordHelp',
  guide: {
    steps: [1, 2, 3, 4, 5].map((step) => `bluesky.connect.appPasswordGuide.${step}`),
    console: 'https://bsky.app/settings/app-passwords',
  },
  fields: [
    {
      key: 'identifier',
      kind: 'text',
      label: 'bluesky.connect.identifier',
      help: 'bluesky.connect.identifierHelp',
      placeholder: 'roaster.bsky.social',
    },
    {
      key: 'password',
      kind: 'password',
      label: 'bluesky.connect.password',
      help: 'bluesky.connect.passwordHelp',
      placeholder: 'xxxx-xxxx-xxxx-xxxx',
    },
    {
      key: 'server',
      kind: 'url',
      label: 'bluesky.connect.server',
      help: 'bluesky.connect.serverHelp',
      placeholder: entryway,
    },
  ],
  scopes: [
    { name: 'com.atproto.appPass', why: 'bluesky.scope.everything', needed: true },
    { name: passwordForMessages, why: 'bluesky.scope.messages', needed: false },
  ],
  connect: async (fields, context) => [await connectWithPassword(fields, context)],
}

async function connectWithPassword(fields: Record<string, string>, context: ConnectContext): Promise<ConnectedAccount> {
  const identifier = (fields.identifier ?? '').trim().replace(/^@/, '')
  const password = (fields.password ?? '').trim()
  if (!identifier || !password) throw new NetworkFailure('rejected', 'a handle and an app password are needed')
  const asked = await signInServer(identifier, (fields.server ?? '').trim(), context)
  const session = await createSession(context, asked, identifier, password)
  const server = serverIn(session.didDoc) ?? asked
  const { accessJwt, refreshJwt, did, handle } = session
  const kept: Record<string, string> = isFullAccess(accessJwt) ? {} : { identifier: did, password }
  const secrets = { ...kept, accessJwt, refreshJwt }
  return accountOf(
    { did, handle, server, secrets, expiresAt: expiryOf(accessJwt), scopes: rightsOf(accessJwt) },
    context,
  )
}

/** A main password opens everything, so it is never kept: only what it opened once. An app password can be revoked. */
const isFullAccess = (jwt: string): boolean => claimsOf(jwt).scope === 'com.atproto.access'

/** What the password opens, by the token's own word; a token that does not tell is taken to open everything. */
export const rightsOf = (jwt: string): string[] =>
  claimsOf(jwt).scope === 'com.atproto.appPass' ? ['com.atproto.appPass'] : ['com.atproto.appPass', passwordForMessages]

/** Where to sign in: the server given, else the entryway for its own handles and for e-mail addresses, else where the handle lives. */
export async function signInServer(identifier: string, given: string, context: ConnectContext): Promise<string> {
  if (given) return serverAddress(given)
  if (identifier.startsWith('did:')) return (await findAccount(context, identifier)).server
  if (!isHandle(identifier) || identifier.endsWith('.bsky.social')) return entryway
  return (await findAccount(context, identifier)).server
}

/** `pds.example` and `https://pds.example/` are the same server. Throws `rejected` for what is no address. */
export function serverAddress(given: string): string {
  const full = /^https?:\/\//i.test(given) ? given : `https://${given}`
  if (!URL.canParse(full)) throw new NetworkFailure('rejected', `${given.slice(0, 100)} is not the address of a server`)
  const url = new URL(full)
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** Signs in anew. Throws `reconnect` for a wrong password. */
export async function createSession(
  wire: Pick<ConnectContext, 'http' | 'clock' | 'signal'>,
  server: string,
  identifier: string,
  password: string,
): Promise<Session> {
  const url = `${server}/xrpc/com.atproto.server.createSession`
  const answer = await wire.http({ method: 'POST', url, json: { identifier, password }, signal: wire.signal })
  if (answer.status !== 200) throw failureOf(answer, false, wire.clock.now())
  return checkedSession(answer.json<Partial<Session>>())
}

export function checkedSession(session: Partial<Session>): Session {
  const { accessJwt, refreshJwt, did, handle } = session
  if (!accessJwt || !refreshJwt || !did || !handle)
    throw new NetworkFailure('network-down', 'the server’s answer is not a session')
  if (session.active === false)
    throw new NetworkFailure('reconnect', `this account is ${session.status ?? 'not active'}`, {
      evidence: { code: session.status },
    })
  return { ...session, accessJwt, refreshJwt, did, handle }
}

/** When a token ends, by its own words; undefined for one that does not tell. */
export function expiryOf(jwt: string): Date | undefined {
  const { exp } = claimsOf(jwt)
  return typeof exp === 'number' ? new Date(exp * 1000) : undefined
}

/** What a token says of itself, unchecked: the server that gave it is the one that will check it. */
function claimsOf(jwt: string): JsonObject {
  try {
    const claims: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'))
    return isRecord(claims) ? claims : {}
  } catch {
    return {}
  }
}
