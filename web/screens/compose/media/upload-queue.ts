import type { Media } from '../draft/draft.ts'

/** One file on its way to the library. */
export type Upload = { id: string; name: string; bytes: number; preview: string | null } & (
  | { state: 'waiting' }
  | { state: 'sending'; share: number }
  | { state: 'done'; media: Media }
  | { state: 'failed'; why: string; again: boolean }
)

export type Sending = { done: Promise<Media>; cancel: () => void }
export type UploadFailure = { why: string; again: boolean }
export type UploadOptions<Source> = {
  send: (source: Source, onShare: (share: number) => void) => Sending
  failureOf: (cause: unknown) => UploadFailure
  atOnce?: number
  onChange: (uploads: readonly Upload[]) => void
  onDone: (media: Media, uploadId: string) => void
}

/** Sends files a few at a time, in the order they came. A file that failed waits to be tried again or taken away. */
export function uploadQueue<Source>({ send, failureOf, atOnce = 2, onChange, onDone }: UploadOptions<Source>) {
  let uploads: Upload[] = []
  const sources = new Map<string, Source>()
  const running = new Map<string, Sending>()
  const set = (next: Upload[]) => {
    uploads = next
    onChange(uploads)
  }
  const update = (id: string, change: (upload: Upload) => Upload) =>
    set(uploads.map((one) => (one.id === id ? change(one) : one)))

  function fill(): void {
    const next = uploads.find((one) => one.state === 'waiting')
    if (!next || running.size >= atOnce) return
    start(next)
    fill()
  }

  function start(upload: Upload): void {
    const source = sources.get(upload.id)
    if (source === undefined) return
    const { id, name, bytes, preview } = upload
    const same = { id, name, bytes, preview }
    update(id, () => ({ ...same, state: 'sending', share: 0 }))
    const sending = send(source, (share) => {
      if (running.has(id)) update(id, () => ({ ...same, state: 'sending', share }))
    })
    running.set(id, sending)
    sending.done.then(
      (media) =>
        finish(id, () => {
          sources.delete(id)
          update(id, () => ({ ...same, state: 'done', media }))
          onDone(media, id)
        }),
      (cause) => finish(id, () => update(id, () => ({ ...same, state: 'failed', ...failureOf(cause) }))),
    )
  }

  /** What was cancelled meanwhile is not heard of again. */
  function finish(id: string, then: () => void): void {
    if (!running.delete(id)) return
    then()
    fill()
  }

  return {
    add(items: readonly { id: string; name: string; bytes: number; preview: string | null; source: Source }[]): void {
      for (const item of items) sources.set(item.id, item.source)
      set([
        ...uploads,
        ...items.map(({ id, name, bytes, preview }) => ({ id, name, bytes, preview, state: 'waiting' as const })),
      ])
      fill()
    },
    /** Stops it if it is being sent, and takes it off the list. */
    drop(id: string): void {
      const sending = running.get(id)
      running.delete(id)
      sources.delete(id)
      set(uploads.filter((one) => one.id !== id))
      sending?.cancel()
      fill()
    },
    again(id: string): void {
      update(id, ({ name, bytes, preview }) => ({ id, name, bytes, preview, state: 'waiting' }))
      fill()
    },
    clearDone: () => set(uploads.filter((one) => one.state !== 'done')),
    busy: () => uploads.some((one) => one.state === 'waiting' || one.state === 'sending'),
  }
}
