import type { Call, RemotePost, Stream, Streamed } from '../contract.ts'
import { appWireOf, ask, read } from './client.ts'
import type { Answer, Post } from './entities.ts'
import { postOf } from './posts.ts'

/** A rule takes 1,024 signs: https://docs.x.com/x-api/posts/filtered-stream/integrate/build-a-rule (read 2026-11-22). */
const ruleMax = 1024
/** The network sends an empty line every twenty seconds. */
const silenceMs = 30_000

export const stream: Stream = { sameFor: ({ server, app }) => `${server} ${app.clientId ?? ''}`, listen }

/** Public posts with any of the words, as they are written. One rule stands for it while it is listened to. */
async function* listen(call: Call, want: { words?: string[] }): AsyncGenerator<Streamed[]> {
  if (!want.words?.some((word) => word.trim() !== '')) return
  const id = await addRule(call, ruleFor(want.words))
  try {
    for (let wait = 1000; !call.signal.aborted; wait = Math.min(wait * 2, 60_000)) {
      for await (const post of connection(call, id)) {
        wait = 500
        yield [{ what: 'said', post, cursor: post.ref.id }]
      }
      await call.clock.sleep(wait, call.signal).catch(() => undefined)
    }
  } finally {
    await removeRule(call, id)
  }
}

export function ruleFor(words: string[]): string {
  const quoted = words.map((word) => `"${word.replaceAll('"', ' ').trim()}"`).filter((word) => word !== '""')
  let rule = ''
  for (const word of quoted) {
    const longer = rule ? `${rule} OR ${word}` : word
    if (longer.length + '() -is:retweet'.length <= ruleMax) rule = longer
  }
  return `(${rule}) -is:retweet`
}

async function addRule(call: Call, value: string): Promise<string> {
  const path = '/2/tweets/search/stream/rules'
  const tag = `rialto ${call.account.id}`.slice(0, 100)
  const { data } = await read<{ id: string }[]>(appWireOf(call), {
    method: 'POST',
    path,
    json: { add: [{ value, tag }] },
  })
  const id = data?.[0]?.id
  if (id) return id
  const standing = await read<{ id: string; value: string }[]>(appWireOf(call), { path })
  const same = standing.data?.find((one) => one.value === value)
  if (!same) throw new TypeError('the rule was not taken')
  return same.id
}

/** Also when the listening was ended from outside. */
async function removeRule(call: Call, id: string): Promise<void> {
  const wire = { ...appWireOf(call), signal: AbortSignal.timeout(10_000) }
  await ask(wire, { method: 'POST', path: '/2/tweets/search/stream/rules', json: { delete: { ids: [id] } } })
}

async function* connection(call: Call, rule: string): AsyncGenerator<RemotePost> {
  const heard: RemotePost[] = []
  let wake: () => void = () => undefined
  let over = false
  let rest = ''
  const decoder = new TextDecoder()
  const receive = (piece: Buffer) => {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) heard.push(...postsIn(line, rule))
    wake()
  }
  const query = {
    'tweet.fields': 'attachments,conversation_id,created_at,entities,lang,public_metrics',
    expansions: 'author_id,attachments.media_keys',
    'user.fields': 'username,name,public_metrics',
    'media.fields': 'alt_text,type,url',
  }
  const asked = { path: '/2/tweets/search/stream', query, receive, timeoutMs: silenceMs }
  const done = ask(appWireOf(call), asked).then(
    () => undefined,
    (error: unknown) => error,
  )
  void done.then(() => {
    over = true
    wake()
  })
  while (!over || heard.length > 0) {
    const post = heard.shift()
    if (post) yield post
    else
      await new Promise<void>((resolve) => {
        wake = resolve
      })
  }
  const failure = await done
  if (failure && !call.signal.aborted && !isBroken(failure)) throw failure
}

/** A line that broke off is taken up again; a refusal is told. */
const isBroken = (failure: unknown) => failure instanceof Error && 'kind' in failure && failure.kind === 'network-down'

function postsIn(line: string, rule: string): RemotePost[] {
  if (line.trim() === '') return []
  const told = JSON.parse(line) as Answer<Post> & { matching_rules?: { id: string }[] }
  return told.data && told.matching_rules?.some((one) => one.id === rule) ? [postOf(told.data, told.includes)] : []
}
