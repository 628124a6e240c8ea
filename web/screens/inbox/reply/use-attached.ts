import { useUploads } from '../../compose/media/use-uploads.ts'
import type { Writing } from './use-draft.ts'

const most = 10

/** The files that go with an answer: from the library, pasted, dropped or chosen. */
export function useAttached(brandId: string, { edit }: Writing) {
  const put = (ids: readonly string[]) =>
    edit((before) => ({ ...before, mediaIds: [...new Set([...before.mediaIds, ...ids])].slice(0, most) }))
  const uploads = useUploads<true>(brandId, (media) => put([media.id]))
  return {
    add: (files: File[]) => uploads.add(files, true),
    put,
    remove: (id: string) => edit((before) => ({ ...before, mediaIds: before.mediaIds.filter((one) => one !== id) })),
    uploads: uploads.uploads,
    drop: uploads.drop,
    again: uploads.again,
    isBusy: uploads.uploads.some((one) => one.state === 'waiting' || one.state === 'sending'),
    hasFailed: uploads.uploads.some((one) => one.state === 'failed'),
  }
}
export type Attached = ReturnType<typeof useAttached>
