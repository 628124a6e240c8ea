import { StringDecoder } from 'node:string_decoder'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call, RemotePost, Stream, Streamed, Wanted } from '../contract.ts'
import { createFlow, type Flow } from '../families/streams/flow.ts'
import { stayConnected, streamEnded } from '../families/streams/stay-connected.ts'
import { createToldOnce, type ToldOnce } from '../families/streams/told-once.ts'
import { appWireOf, ask, read, wireOf } from './client.ts'
import type { Answer, Post } from './entities.ts'
import { postOf, wholePost } from './posts.ts'

/** A rule takes 1,024 signs: https://docs.x.com/x-api/posts/filtered-stream/integrate/build-a-rule (read 2026-11-22). */
const ruleMax = 1024
/** The network sends an empty line every twenty seconds. */
const silenceMs = 30_000
const longestLine = 2_000_000
/** Every post that is read costs: after a break so many are read at most. */
const mostCaughtUp = 2_000
const rememberedMs = 3_600_000

/**
 * Public posts with any of the words, as they are written; one rule stands for it while it is listened to. What was written while
 * the line was broken is found by the search of the last seven days. Nobody tells what was deleted. The cursor is the newest post's id.
 */
export const stream: Stream = { byWords: true, sameFor: ({ server, app }) => `${server} ${app.clientId ?? ''}`, listen }

async function* listen(given: Call, want: Wanted): AsyncGenerator<Streamed[]> {
  const rule = ruleFor(want.words ?? [])
  if (!rule) throw new NetworkFailure('rejected', 'here only words can be listened to: name at least one')
  const end = new AbortController()
  const call = { ...given, signal: AbortSignal.any([given.signal, end.signal]) }
  const flow = createFlow(call.signal)
  const ear: Ear = {
    flow,
    rule,
    ...{ id: '', newest: want.cursor ?? '', caughtUp: false },
    once: createToldOnce(rememberedMs),
  }
  const run = stayConnected(call, want.trouble, (heard) => followed(call, ear, want, heard)).catch(flow.fail)
  try {
    yield* flow.batches()
  } finally {
    end.abort()
    await run
    if (ear.id) await removeRule(given, ear.id)
  }
}

/** `newest`: up to which post all was told while it is `caughtUp`. */
type Ear = { flow: Flow; rule: string; id: string; newest: string; caughtUp: boolean; once: ToldOnce }

export function ruleFor(words: string[]): string {
  const quoted = words.map((word) => `"${word.replaceAll('"', ' ').trim()}"`).filter((word) => word !== '""')
  let rule = ''
  for (const word of quoted) {
    const longer = rule ? `${rule} OR ${word}` : word
    if (longer.length + '() -is:retweet'.length <= ruleMax) rule = longer
  }
  return rule && `(${rule}) -is:retweet`
}

async function followed(call: Call, ear: Ear, want: Wanted, heard: () => void): Promise<void> {
  ear.id ||= await addRule(call, ear.rule)
  const here = new AbortController()
  const inside = { ...call, signal: AbortSignal.any([call.signal, here.signal]) }
  ear.caughtUp = ear.newest === ''
  const live = connection(inside, ear, heard)
  const caught = ear.newest === '' ? Promise.resolve() : catchUp(inside, ear, want)
  try {
    await Promise.all([live, caught])
    throw streamEnded()
  } finally {
    here.abort()
    await Promise.allSettled([live, caught])
  }
}

async function addRule(call: Call, value: string): Promise<string> {
  const path = '/2/tweets/search/stream/rules'
  const tag = `rialto ${call.account.id}`.slice(0, 100)
  const json = { add: [{ value, tag }] }
  const { data } = await read<{ id: string }[]>(appWireOf(call), { method: 'POST', path, json })
  const id = data?.[0]?.id
  if (id) return id
  const standing = await read<{ id: string; value: string }[]>(appWireOf(call), { path })
  const same = standing.data?.find((one) => one.value === value)
  if (!same) throw new NetworkFailure('rejected', 'the rule was not taken')
  return same.id
}

/** Also when the listening was ended from outside. */
async function removeRule(call: Call, id: string): Promise<void> {
  const wire = { ...appWireOf(call), signal: AbortSignal.timeout(10_000) }
  await ask(wire, { method: 'POST', path: '/2/tweets/search/stream/rules', json: { delete: { ids: [id] } } })
}

async function connection(call: Call, ear: Ear, heard: () => void): Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const receive = async (piece: Buffer) => {
    heard()
    const lines = (rest + decoder.write(piece)).split('\r\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new Error('the stream sends no end of line')
    for (const line of lines) await hear(line, ear)
  }
  const query = {
    'tweet.fields': 'attachments,conversation_id,created_at,entities,lang,public_metrics',
    expansions: 'author_id,attachments.media_keys',
    'user.fields': 'username,name,public_metrics,profile_image_url',
    'media.fields': 'alt_text,type,url',
  }
  await ask(appWireOf(call), { path: '/2/tweets/search/stream', query, receive, timeoutMs: silenceMs })
}

function hear(line: string, ear: Ear): Promise<void> | undefined {
  const told = toldIn(line)
  const isOurs = told?.data && told.matching_rules?.some((one) => one.id === ear.id)
  return isOurs && told.data ? tell(postOf(told.data, told.includes), ear) : tell(undefined, ear)
}

function tell(post: RemotePost | undefined, ear: Ear): Promise<void> | undefined {
  if (post && ear.caughtUp && isLater(post.ref.id, ear.newest)) ear.newest = post.ref.id
  const cursor = ear.newest
  if (!post || !ear.once.isNew(post.ref.id, post.at.getTime())) return ear.flow.tell({ what: 'passed', cursor })
  return ear.flow.tell({ what: 'said', post, cursor }, 4_000 + 4 * post.text.length)
}

const isLater = (a: string, b: string) => a.length > b.length || (a.length === b.length && a > b)

function toldIn(line: string): (Answer<Post> & { matching_rules?: { id: string }[] }) | undefined {
  try {
    return line.trim() === '' ? undefined : JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Oldest first; the search gives the newest first, so all of it is read before any is told. */
async function catchUp(call: Call, ear: Ear, { trouble }: Wanted): Promise<void> {
  const found: RemotePost[] = []
  let token: string | undefined
  do {
    const query = { ...wholePost, query: ear.rule, max_results: 100, since_id: ear.newest, next_token: token }
    const page = await missed(call, query, trouble)
    found.push(...(page.data ?? []).map((post) => postOf(post, page.includes)))
    token = page.meta?.next_token
  } while (token && found.length < mostCaughtUp)
  if (token)
    trouble?.(
      new NetworkFailure('network-down', `of what was written meanwhile only the newest ${found.length} were read`),
    )
  for (const post of found.reverse()) await tell(post, ear)
  ear.caughtUp = true
  for (const post of found) if (isLater(post.ref.id, ear.newest)) ear.newest = post.ref.id
}

/** A place older than a week, or a rule that the search does not take, is refused: what is lost then is said. */
async function missed(call: Call, query: Record<string, string | number | undefined>, trouble: Wanted['trouble']) {
  try {
    return await read<Post[]>(wireOf(call), { path: '/2/tweets/search/recent', query })
  } catch (error) {
    if (!(error instanceof NetworkFailure) || error.kind !== 'rejected') throw error
    trouble?.(error)
    return { data: [], includes: undefined, meta: undefined }
  }
}
