import { ApiFailure } from '../../../api/failure.ts'
import { changesBetween, type Draft, draftOf, emptyDraft, hasChanges, type Post } from '../draft/draft.ts'
import type { Journal, Pending } from './journal.ts'
import { type Collision, mergeDrafts } from './merge-drafts.ts'

/** Where the saving stands. `kept` false means this device has no room: then leaving before `saved` would lose words. */
export type Saving = { kept: boolean } & (
  | { state: 'saved'; at: number | null }
  | { state: 'waiting' }
  | { state: 'saving' }
  | { state: 'offline' }
  | { state: 'collided'; collisions: Collision[]; theirs: Draft }
  | { state: 'refused'; failure: ApiFailure }
)

export type Server = {
  make: (draft: Draft, key: string) => Promise<Post>
  change: (postId: string, body: { version: number; changes: Partial<Draft> }, key: string) => Promise<Post>
  read: (postId: string) => Promise<Post>
}
export type Timers = { now: () => number; after: (ms: number, act: () => void) => () => void; key: () => string }
export type AutosaveOptions = {
  brandId: string
  draftKey: string
  tab: string
  post: Post | null
  server: Server
  journal: Journal
  timers: Timers
  /** The draft changed by itself: others' words were merged in. */
  onDraft: (draft: Draft, base: Draft) => void
  onSaving: (saving: Saving) => void
  onPost: (post: Post) => void
}

const calmMs = 700
const longestCalmMs = 4_000
const retryMs = [1_000, 2_000, 5_000, 10_000, 30_000]

/**
 * Saves a draft as it is written. Every change is first kept on this device, then sent; a request whose answer was lost is
 * sent again as it was under its own key before anything newer. What others wrote meanwhile is merged in.
 */
export function startAutosave(options: AutosaveOptions) {
  const { server, journal, timers } = options
  let post = options.post
  let base = post ? draftOf(post) : emptyDraft()
  let mine = base
  let pending: Pending | null = null
  let running = false
  let failures = 0
  let firstUnsaved: number | null = null
  let cancelTimer = () => {}
  let saving: Saving = { state: 'saved', at: null, kept: true }
  let idle: (() => void)[] = []

  const tell = (next: Saving) => {
    saving = next
    options.onSaving(next)
  }
  const dirty = () => pending !== null || hasChanges(changesBetween(base, mine))
  const keep = (): boolean => {
    if (!dirty()) {
      journal.forget(options)
      return true
    }
    return journal.keep({
      brandId: options.brandId,
      postId: post?.id ?? null,
      draftKey: options.draftKey,
      tab: options.tab,
      base,
      version: post?.version ?? 0,
      mine,
      pending,
      at: timers.now(),
    })
  }
  const plan = (ms: number) => {
    cancelTimer()
    cancelTimer = timers.after(ms, () => void send())
  }

  /** Takes the newest draft; it is on this device when the call returns. */
  function write(draft: Draft): void {
    mine = draft
    const kept = keep()
    if (saving.state === 'collided') return
    if (!dirty()) return tell({ state: 'saved', at: timers.now(), kept })
    firstUnsaved ??= timers.now()
    tell({ state: running ? 'saving' : saving.state === 'offline' ? 'offline' : 'waiting', kept })
    if (!running && saving.state !== 'offline')
      plan(Math.max(0, Math.min(calmMs, firstUnsaved + longestCalmMs - timers.now())))
  }

  async function send(): Promise<void> {
    cancelTimer()
    if (running || saving.state === 'collided') return
    if (!dirty()) return rest()
    running = true
    pending ??= nextRequest()
    tell({ state: 'saving', kept: keep() })
    try {
      accept(await request(pending), pending)
    } catch (cause) {
      await fail(cause)
    } finally {
      running = false
    }
    if (saving.state === 'saving') return send()
    if (saving.state !== 'offline') rest()
  }

  const nextRequest = (): Pending => ({
    key: timers.key(),
    draft: mine,
    body: post ? { version: post.version, changes: changesBetween(base, mine) } : null,
  })
  const request = ({ body, draft, key }: Pending) =>
    body && post ? server.change(post.id, body, key) : server.make(draft, key)

  /** What was sent stands; what was typed since is laid over what the server answered. */
  function accept(answer: Post, sent: Pending): void {
    failures = 0
    pending = null
    takeIn(answer, sent.draft)
  }

  function takeIn(answer: Post, from: Draft): void {
    const theirs = draftOf(answer)
    const { draft, collisions } = mergeDrafts(from, mine, theirs)
    post = answer
    base = theirs
    options.onPost(answer)
    if (hasChanges(changesBetween(mine, draft))) {
      mine = draft
      options.onDraft(mine, theirs)
    }
    const kept = keep()
    if (collisions.length > 0) return tell({ state: 'collided', collisions, theirs, kept })
    firstUnsaved = dirty() ? timers.now() : null
    tell(dirty() ? { state: 'saving', kept } : { state: 'saved', at: timers.now(), kept })
  }

  async function fail(cause: unknown): Promise<void> {
    if (!(cause instanceof ApiFailure)) throw cause
    if (cause.status === 409 && cause.code.endsWith('.collided') && post) return meet(post.id, base)
    if (cause.status === 0 || cause.status === 429 || cause.status >= 500) return wait()
    pending = null
    tell({ state: 'refused', failure: cause, kept: keep() })
  }

  async function meet(postId: string, from: Draft): Promise<void> {
    pending = null
    try {
      takeIn(await server.read(postId), from)
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause
      wait()
    }
  }

  function wait(): void {
    tell({ state: 'offline', kept: keep() })
    plan(retryMs[Math.min(failures, retryMs.length - 1)] ?? 30_000)
    failures += 1
  }

  function rest(): void {
    for (const done of idle) done()
    idle = []
  }

  return {
    write,
    /** Sends now; resolves when nothing is in hand, saved or not. */
    flush: () =>
      new Promise<Saving>((resolve) => {
        idle.push(() => resolve(saving))
        if (!running) void send().then(() => rest())
      }),
    /** Writing found on this device from before: goes on from its own base, so that others' changes since are merged. */
    resume(entry: { base: Draft; mine: Draft; pending: Pending | null }): void {
      if (!post) {
        pending = entry.pending
        mine = entry.mine
        options.onDraft(mine, base)
        return write(mine)
      }
      mine = entry.mine
      takeIn(post, entry.base)
      if (hasChanges(changesBetween(base, mine))) options.onDraft(mine, base)
      if (saving.state === 'saving') plan(0)
    },
    /** A newer post seen elsewhere (a live event, another tab); of the same version, what stands around its words. */
    see(newer: Post): void {
      if (running || pending || !post || newer.version < post.version) return
      if (newer.version === post.version) {
        post = newer
        options.onPost(newer)
        return
      }
      takeIn(newer, base)
      if (saving.state === 'saving') plan(calmMs)
    },
    /** Ends a collision: the draft as the person decided, over what the server has now. */
    settle(draft: Draft): void {
      tell({ state: 'waiting', kept: true })
      mine = draft
      options.onDraft(mine, base)
      write(mine)
    },
    online(): void {
      if (saving.state !== 'offline') return
      failures = 0
      plan(0)
    },
    post: () => post,
    unsaved: dirty,
    stop: () => cancelTimer(),
  }
}
export type Autosave = ReturnType<typeof startAutosave>
