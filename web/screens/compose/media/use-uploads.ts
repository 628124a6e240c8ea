import { useEffect, useMemo, useRef, useState } from 'react'
import { failureOf } from '../../../api/failure.ts'
import { sendMedia } from '../../../api/library.ts'
import { useWords } from '../../../i18n/words.tsx'
import type { Media } from '../draft/draft.ts'
import { type Upload, uploadQueue } from './upload-queue.ts'

/** Files on their way to the brand's library. `onDone` hears of each as it arrives, with the place it was meant for. */
export function useUploads<Place>(brandId: string, onDone: (media: Media, place: Place) => void) {
  const say = useWords()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const hear = useRef({ onDone, say })
  hear.current = { onDone, say }
  const places = useRef(new Map<string, Place>())
  const queue = useMemo(
    () =>
      uploadQueue<File>({
        send: (file, onShare) => sendMedia(brandId, file, onShare),
        failureOf: (cause) => ({
          why: failureOf(cause).saidIn(hear.current.say),
          again: mayPass(failureOf(cause).status),
        }),
        onChange: setUploads,
        onDone: (media, id) => {
          const place = places.current.get(id)
          if (place !== undefined) hear.current.onDone(media, place)
        },
      }),
    [brandId],
  )
  useWarnWhile(queue.busy)
  return {
    uploads,
    add(files: readonly File[], place: Place): void {
      const items = files.map((file) => ({
        id: crypto.randomUUID(),
        name: file.name,
        bytes: file.size,
        preview: previewOf(file),
        source: file,
      }))
      for (const { id } of items) places.current.set(id, place)
      queue.add(items)
    },
    placeOf: (id: string) => places.current.get(id),
    drop: queue.drop,
    again: queue.again,
    clearDone: queue.clearDone,
  }
}

const mayPass = (status: number) => status === 0 || status === 429 || status >= 500
const previewOf = (file: File) =>
  file.type.startsWith('image/') && file.size < 30_000_000 ? URL.createObjectURL(file) : null

/** Leaving while a file is under way loses the file, so the browser asks. */
function useWarnWhile(busy: () => boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (busy()) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [busy])
}
