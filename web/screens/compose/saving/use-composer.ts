import { useCallback, useEffect, useRef, useState } from 'react'
import { changePostOnce, makePostOnce, readPost } from '../../../api/composing.ts'
import { useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'
import { type Draft, draftOf, emptyDraft, type Media, type Post } from '../draft/draft.ts'
import { type History, note, rebaseHistory, redo, startHistory, undo } from '../draft/history.ts'
import { Autosave } from './autosave.ts'
import { type Entry, openJournal } from './journal.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { thisTab } from './open-tabs.ts'
import type { Saving } from './saving.ts'

type Begin = { brandId: string; draftKey: string; post: Post | null; found: Entry | null; first: Partial<Draft> }

/** A change of plan that what was planned has followed. */
export type Replanned = { before: Post; after: Post }

/** One post being written: its draft, what can be undone, and how its saving stands. */
export function useComposer({ brandId, draftKey, post: firstPost, found, first }: Begin) {
  const [history, setHistory] = useState<History<Draft>>(() =>
    startHistory(firstPost ? draftOf(firstPost) : { ...emptyDraft(), ...first }),
  )
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: null, kept: true, held: null })
  const [post, setPost] = useState(firstPost)
  const [replanned, setReplanned] = useState<Replanned | null>(null)
  const [collisionShut, setCollisionShut] = useState(false)
  const [fresh, setFresh] = useState<ReadonlyMap<string, Media>>(new Map())
  const now = useRef(history)
  const autosave = useRef<Autosave>(null)

  const become = useCallback((next: History<Draft>) => {
    now.current = next
    setHistory(next)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: one session for one post, whose beginning never changes
  useEffect(() => {
    const started = new Autosave({
      brandId,
      draftKey,
      tab: thisTab,
      post: firstPost,
      server: {
        make: (draft, key) => makePostOnce(brandId, draft, key),
        change: (postId, body, key) => changePostOnce(brandId, postId, body, key),
        read: (postId) => readPost(brandId, postId),
      },
      journal: openJournal(localStorage),
      timers: { now: () => Date.now(), after: wait, key: () => crypto.randomUUID() },
      onDraft: (draft) => {
        const before = now.current.present
        become(rebaseHistory(now.current, draft, (one) => mergeDrafts(before, one, draft).draft))
      },
      onSaving: (next) => {
        setSaving(next)
        if (next.state !== 'collided') setCollisionShut(false)
      },
      onPost: setPost,
      onReplanned: (before, after) => setReplanned({ before, after }),
    })
    autosave.current = started
    if (found) {
      openJournal(localStorage).forget(found)
      started.resume(found)
    }
    const online = () => started.online()
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('online', online)
      void started.flush()
      started.stop()
    }
  }, [])

  const edit = useCallback(
    (kind: string, change: (draft: Draft) => Draft) => {
      become(note(now.current, change(now.current.present), kind, Date.now()))
      autosave.current?.write(now.current.present)
    },
    [become],
  )
  const step = useCallback(
    (how: (history: History<Draft>) => History<Draft>) => {
      become(how(now.current))
      autosave.current?.write(now.current.present)
    },
    [become],
  )
  useNewsOf(autosave)
  return {
    draft: history.present,
    edit,
    undo: history.past.length > 0 ? () => step(undo) : null,
    redo: history.future.length > 0 ? () => step(redo) : null,
    saving,
    post,
    replanned,
    know: useCallback(
      (media: readonly Media[]) =>
        setFresh((known) => new Map([...known, ...media.map((one) => [one.id, one] as const)])),
      [],
    ),
    fresh,
    flush: useCallback(async () => (await autosave.current?.flush()) ?? null, []),
    latest: useCallback(() => autosave.current?.post() ?? null, []),
    /** What both sides changed, while it is being asked about; shut, it waits and nothing is sent. */
    collision: saving.state === 'collided' && !collisionShut ? saving : null,
    openCollision: useCallback(() => setCollisionShut(false), []),
    shutCollision: useCallback(() => setCollisionShut(true), []),
    settle: useCallback((draft: Draft) => autosave.current?.settle(draft), []),
    see: useCallback((newer: Post) => {
      setPost(newer)
      autosave.current?.see(newer)
    }, []),
  }
}
export type Composer = ReturnType<typeof useComposer>

function useNewsOf(autosave: { current: Autosave | null }) {
  const hear = useCallback(
    (event: LiveEvent) => {
      const post = autosave.current?.post()
      if (!post || event.payload.postId !== post.id || !isNews(event, post)) return
      void readPost(post.brandId, post.id).then(
        (newer) => autosave.current?.see(newer),
        // The next save meets whatever changed; a missed glance harms nothing.
        () => undefined,
      )
    },
    [autosave],
  )
  useLiveEvents(hear)
}

/** Presence is told elsewhere, and our own saves come back as events; a decision leaves the version as it is. */
function isNews({ type, payload }: LiveEvent, post: Post): boolean {
  if (type === 'post.presence' || !/^(?:post|publication)\./.test(type)) return false
  return type !== 'post.written' || typeof payload.version !== 'number' || payload.version > post.version
}

function wait(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}
