import { useCallback, useEffect, useRef, useState } from 'react'
import { changePostOnce, makePostOnce, readPost } from '../../../api/composing.ts'
import { useLiveEvents } from '../../../api/live.ts'
import type { LiveEvent } from '../../../api/team.ts'
import { type Draft, draftOf, emptyDraft, type Media, type Post } from '../draft/draft.ts'
import { type History, note, rebaseHistory, redo, startHistory, undo } from '../draft/history.ts'
import { type Autosave, type Saving, startAutosave } from './autosave.ts'
import { type Entry, openJournal } from './journal.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { thisTab } from './open-tabs.ts'

type Begin = { brandId: string; draftKey: string; post: Post | null; found: Entry | null; first: Partial<Draft> }

/** One post being written: its draft, what can be undone, and how its saving stands. */
export function useComposer({ brandId, draftKey, post: firstPost, found, first }: Begin) {
  const [history, setHistory] = useState<History<Draft>>(() =>
    startHistory(firstPost ? draftOf(firstPost) : { ...emptyDraft(), ...first }),
  )
  const [saving, setSaving] = useState<Saving>({ state: 'saved', at: null, kept: true })
  const [post, setPost] = useState(firstPost)
  const [fresh, setFresh] = useState<ReadonlyMap<string, Media>>(new Map())
  const now = useRef(history)
  const autosave = useRef<Autosave>(null)

  const become = useCallback((next: History<Draft>) => {
    now.current = next
    setHistory(next)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: one session for one post, whose beginning never changes
  useEffect(() => {
    const started = startAutosave({
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
      onSaving: setSaving,
      onPost: setPost,
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
    know: useCallback(
      (media: readonly Media[]) =>
        setFresh((known) => new Map([...known, ...media.map((one) => [one.id, one] as const)])),
      [],
    ),
    fresh,
    flush: useCallback(async () => (await autosave.current?.flush()) ?? null, []),
    latest: useCallback(() => autosave.current?.post() ?? null, []),
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
