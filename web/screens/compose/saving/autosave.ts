import { ApiFailure } from '../../../api/failure.ts'
import { changesBetween, type Draft, draftOf, emptyDraft, hasChanges, type Post } from '../draft/draft.ts'
import type { Pending } from './journal.ts'
import { mergeDrafts } from './merge-drafts.ts'
import {
  type Held,
  isOutdated,
  isPlanned,
  isRefusedPlan,
  mayPassWithNewWords,
  nextChanges,
  touchesPlan,
  wishOf,
} from './plan-change.ts'
import type { AutosaveOptions, Saving } from './saving.ts'

const calmMs = 700
/** Longer for what moves publications: a date is typed in pieces, and none of the days in between is meant. */
const calmPlanMs = 1_600
const longestCalmMs = 4_000
const retryMs = [1_000, 2_000, 5_000, 10_000, 30_000]
const noWait = () => {}

type Standing = Saving extends infer One ? (One extends Saving ? Omit<One, 'kept' | 'held'> : never) : never

/**
 * Saves a draft as it is written. Every change is first kept on this device, then sent; a request whose answer was lost is
 * sent again as it was under its own key before anything newer. What others wrote meanwhile is merged in.
 */
export class Autosave {
  readonly #options: AutosaveOptions
  #post: Post | null
  #base: Draft
  #mine: Draft
  #pending: Pending | null = null
  #held: Held | null = null
  #running = false
  #failures = 0
  #firstUnsaved: number | null = null
  #savedAt: number | null = null
  #cancelTimer = noWait
  #saving: Saving = { state: 'saved', at: null, kept: true, held: null }
  #idle: (() => void)[] = []

  constructor(options: AutosaveOptions) {
    this.#options = options
    this.#post = options.post
    this.#base = options.post ? draftOf(options.post) : emptyDraft()
    this.#mine = this.#base
  }

  post(): Post | null {
    return this.#post
  }

  /** Takes the newest draft; it is on this device when the call returns. */
  write(draft: Draft): void {
    const replans = isPlanned(this.#post) && hasChanges(changesBetween(this.#mine, { ...this.#mine, ...wishOf(draft) }))
    this.#mine = draft
    this.#dropOutdatedHold()
    if (this.#saving.state === 'collided') return void this.#keep()
    if (!this.#hasToSend()) return this.#tellSaved()
    this.#firstUnsaved ??= this.#now()
    const isOffline = this.#saving.state === 'offline'
    this.#tell({ state: this.#running ? 'saving' : isOffline ? 'offline' : 'waiting' })
    if (this.#running || isOffline) return
    const latest = this.#firstUnsaved + longestCalmMs - this.#now()
    this.#sendIn(replans ? calmPlanMs : Math.max(0, Math.min(calmMs, latest)))
  }

  /** Sends now, a refused plan too; resolves when nothing is in hand, saved or not. */
  flush(): Promise<Saving> {
    this.#held = null
    return new Promise((resolve) => {
      this.#idle.push(() => resolve(this.#saving))
      if (!this.#running) void this.#send().then(() => this.#rest())
    })
  }

  /** Writing found on this device from before: goes on from its own base, so that others' changes since are merged. */
  resume(entry: { base: Draft; mine: Draft; pending: Pending | null }): void {
    this.#mine = entry.mine
    if (!this.#post) {
      this.#pending = entry.pending
      this.#options.onDraft(entry.mine)
      return this.write(entry.mine)
    }
    this.#takeIn(this.#post, entry.base)
    if (this.#isUnsaved()) this.#options.onDraft(this.#mine)
    if (this.#saving.state === 'saving') this.#sendIn(0)
  }

  /** A newer post seen elsewhere (a live event, another tab); of the same version, what stands around its words. */
  see(newer: Post): void {
    if (this.#running || this.#pending || !this.#post || newer.version < this.#post.version) return
    const sameWords = newer.version === this.#post.version
    if (sameWords && !hasChanges(changesBetween(this.#base, draftOf(newer)))) {
      this.#post = newer
      return this.#options.onPost(newer)
    }
    this.#takeIn(newer, this.#base)
    if (this.#saving.state === 'saving') this.#sendIn(calmMs)
  }

  /** Ends a collision: the draft as the person decided, over what the server has now. */
  settle(draft: Draft): void {
    this.#tell({ state: 'waiting' })
    this.#options.onDraft(draft)
    this.write(draft)
  }

  online(): void {
    if (this.#saving.state !== 'offline') return
    this.#failures = 0
    this.#sendIn(0)
  }

  stop(): void {
    this.#cancelTimer()
  }

  async #send(): Promise<void> {
    this.#cancelTimer()
    if (this.#running || this.#saving.state === 'collided') return
    if (!this.#hasToSend()) return this.#rest()
    this.#running = true
    const sent = this.#pending ?? this.#nextRequest()
    this.#pending = sent
    this.#tell({ state: 'saving' })
    try {
      this.#accept(await this.#request(sent), sent)
    } catch (cause) {
      await this.#fail(cause, sent)
    } finally {
      this.#running = false
    }
    if (this.#saving.state === 'saving') return this.#send()
    if (this.#saving.state !== 'offline') this.#rest()
  }

  #nextRequest(): Pending {
    const key = this.#options.timers.key()
    if (!this.#post) return { key, draft: this.#mine, body: null }
    const changes = nextChanges(this.#base, this.#mine, this.#held)
    return { key, draft: { ...this.#base, ...changes }, body: { version: this.#post.version, changes } }
  }

  #request({ body, draft, key }: Pending): Promise<Post> {
    const { server } = this.#options
    return body && this.#post ? server.change(this.#post.id, body, key) : server.make(draft, key)
  }

  /** What was sent stands; what was typed since is laid over what the server answered. */
  #accept(answer: Post, sent: Pending): void {
    const before = this.#post
    const isPlan = sent.body !== null && touchesPlan(sent.body.changes)
    this.#failures = 0
    this.#pending = null
    if (this.#held && !isPlan && mayPassWithNewWords(this.#held)) this.#held = null
    this.#takeIn(answer, sent.draft)
    if (before && isPlan && isPlanned(before)) this.#options.onReplanned(before, answer)
  }

  #takeIn(answer: Post, from: Draft): void {
    const theirs = draftOf(answer)
    const { draft, collisions } = mergeDrafts(from, this.#mine, theirs)
    this.#post = answer
    this.#base = theirs
    this.#options.onPost(answer)
    if (hasChanges(changesBetween(this.#mine, draft))) {
      this.#mine = draft
      this.#options.onDraft(draft)
    }
    this.#savedAt = this.#now()
    this.#dropOutdatedHold()
    if (collisions.length > 0) return this.#tell({ state: 'collided', collisions, theirs })
    this.#goOn()
  }

  async #fail(cause: unknown, sent: Pending): Promise<void> {
    if (!(cause instanceof ApiFailure)) throw cause
    const { status, code } = cause
    if (status === 409 && code.endsWith('.collided') && this.#post) return this.#meet(this.#post.id)
    if (status === 0 || status === 429 || status >= 500) return this.#waitForTheLine()
    this.#pending = null
    if (!sent.body || !isRefusedPlan(sent.body.changes, cause)) return this.#tell({ state: 'refused', failure: cause })
    this.#held = { wish: wishOf(sent.draft), failure: cause }
    this.#dropOutdatedHold()
    this.#goOn()
  }

  async #meet(postId: string): Promise<void> {
    const from = this.#base
    this.#pending = null
    try {
      this.#takeIn(await this.#options.server.read(postId), from)
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause
      this.#waitForTheLine()
    }
  }

  #waitForTheLine(): void {
    this.#tell({ state: 'offline' })
    this.#sendIn(retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? 30_000)
    this.#failures += 1
  }

  #goOn(): void {
    const more = this.#hasToSend()
    this.#firstUnsaved = more ? this.#now() : null
    if (more) this.#tell({ state: 'saving' })
    else this.#tellSaved()
  }

  #tellSaved(): void {
    this.#firstUnsaved = null
    this.#tell({ state: 'saved', at: this.#savedAt })
  }

  #rest(): void {
    for (const done of this.#idle) done()
    this.#idle = []
  }

  #dropOutdatedHold(): void {
    if (this.#held && isOutdated(this.#held, this.#base, this.#mine)) this.#held = null
  }

  #isUnsaved(): boolean {
    return this.#pending !== null || hasChanges(changesBetween(this.#base, this.#mine))
  }

  #hasToSend(): boolean {
    if (this.#pending !== null) return true
    if (!this.#post) return this.#isUnsaved()
    return hasChanges(nextChanges(this.#base, this.#mine, this.#held))
  }

  /** Whatever is told is on this device before it is told. */
  #tell(standing: Standing): void {
    this.#saving = { ...standing, kept: this.#keep(), held: this.#held }
    this.#options.onSaving(this.#saving)
  }

  #keep(): boolean {
    const { journal, brandId, draftKey, tab } = this.#options
    if (!this.#isUnsaved()) {
      journal.forget({ draftKey, tab })
      return true
    }
    const [base, mine, pending] = [this.#base, this.#mine, this.#pending]
    const [postId, version] = [this.#post?.id ?? null, this.#post?.version ?? 0]
    return journal.keep({ brandId, postId, draftKey, tab, base, version, mine, pending, at: this.#now() })
  }

  #sendIn(ms: number): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#options.timers.after(ms, () => void this.#send())
  }

  #now(): number {
    return this.#options.timers.now()
  }
}
