import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { NetworkedWorld as World } from '../../networks/world.ts'

/**
 * Who may call a route, checked before the handler:
 * - `public`: anybody (a client's link carries its own token, checked by the handler);
 * - `session`: anybody signed in;
 * - a workspace right or a brand role, for the workspace of the caller or the `brandId` of the path.
 */
export type Access =
  | { kind: 'public' }
  | { kind: 'session' }
  | { kind: 'workspace'; role: 'owner' | 'member' }
  | { kind: 'brand'; role: BrandRole }

/** From most to least: each may do what those after it may. `client` sees and decides only what is shown to them. */
export const brandRoles = ['owner', 'manager', 'editor', 'author', 'viewer', 'client'] as const
export type BrandRole = (typeof brandRoles)[number]

/** Who is calling. `brands` maps the ids of the brands they may see to their role there. */
export type Caller = {
  userId: string
  name: string
  email: string
  locale: string
  zone: string
  workspaceId: string
  workspaceRole: 'owner' | 'member'
  brands: ReadonlyMap<string, BrandRole>
  via: 'session' | 'api-key'
  /** Absent when an API key calls. */
  sessionId?: string
  /** Absent when a session calls. */
  keyId?: string
}

export type Answer<T> = T | Reply<T> | Stream | Download | Written
/** JSON already, of what may hold ten thousand things: tests hold it to its schema, not every call. */
export type Written = { written: string }
/** An answer that also sets headers, such as a cookie. */
export type Reply<T> = { reply: T; headers: Record<string, string | string[]> }
/** Server-sent events, or any body that is not JSON. */
export type Stream = { stream: AsyncIterable<{ id?: string; event?: string; data: unknown }> }
export type Download = {
  download: Readable | Buffer
  type: string
  fileName?: string
  inline?: boolean
  /** Default 200; 206 for a part of a file. */
  status?: 200 | 206
  headers?: Record<string, string>
}

type Shape = z.ZodType
type Of<S extends Shape | undefined> = S extends Shape ? z.output<S> : undefined

export type Request<W, P, Q, B> = {
  world: W
  /** Present unless the access is public; there it is absent, and reading it throws. */
  caller: Caller
  params: P
  query: Q
  body: B
  headers: Record<string, string | undefined>
  /** The caller's language for words made by the server: one of the six. */
  locale: string
  ip: string
  signal: AbortSignal
  /** For `upload` routes: the files as they arrive, never held whole. */
  files: () => AsyncIterable<{ field: string; fileName: string; mime: string; stream: Readable }>
}

export type Route<W = World> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `/api/brands/:brandId/posts/:postId` */
  path: string
  summary: string
  tag: string
  access: Access
  params?: Shape
  query?: Shape
  body?: Shape
  answer?: Shape
  /** What each line of a stream of events holds, for the description of the API. */
  streams?: Shape
  /** The body is multipart, read by `files()`. */
  upload?: boolean
  /** Waits for a network or another server, which no transaction of ours does: an Idempotency-Key is held by a row meanwhile. */
  callsNetworks?: boolean
  /** Signs somebody in, which no transaction of ours holds: an Idempotency-Key is passed over. */
  opensSession?: boolean
  /** Stricter than the general rate limit: calls a minute for one caller. */
  perMinute?: number
  status?: 200 | 201 | 202 | 204
  handle: (request: Request<W, never, never, never>) => Promise<unknown>
}

/** Declares a route; its handler sees what its schemas promise. */
export function route<
  W extends World,
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
  A extends Shape | undefined = undefined,
>(
  given: Omit<Route<W>, 'params' | 'query' | 'body' | 'answer' | 'handle'> & {
    params?: P
    query?: Q
    body?: B
    answer?: A
    handle: (
      request: Request<W, Of<P>, Of<Q>, Of<B>>,
    ) => Promise<A extends Shape ? Answer<z.input<A>> : Reply<undefined> | Stream | Download | undefined>
  },
): Route<W> {
  return given as Route<W>
}
