import type { MediaFile, PreparedContent, Step } from '../contract.ts'
import { proofOf, sent, textsOf } from '../families/graph-api/wire.ts'
import { streamedForm } from '../multipart.ts'
import { uploadSilenceMs } from '../upload-silence.ts'
import { wireOf } from './client.ts'
import { formatOf } from './compose.ts'
import { begunIn } from './steps-of-video.ts'

/** 10 MB: https://developers.facebook.com/docs/graph-api/reference/video/thumbnails (read 2026-11-22). */
const rule = { mimes: ['image/jpeg', 'image/png'], maxBytes: 10 * 1024 * 1024, maxWidth: 1920, maxHeight: 1920 }

/** Covers are taken only for videos that belong to a Page already, so it follows the post; a story has none. */
export const coverSteps = (content: PreparedContent): Step[] => {
  const cover = content.files?.cover
  return cover && formatOf(content) !== 'story' ? [coverStep(cover)] : []
}

const coverStep = (cover: MediaFile): Step => ({
  name: 'cover',
  role: 'finish',
  again: { way: 'harmless' },
  run: async (call, _key, done) => {
    const file = await cover.fit(rule)
    const wire = wireOf(call)
    const source = { field: 'source', fileName: file.fileName ?? 'cover.jpg', mime: file.mime, open: file.open }
    const form = streamedForm({ ...textsOf({ is_preferred: true }), ...proofOf(wire) }, [source])
    const url = `${wire.base}/${begunIn(done).videoId}/thumbnails`
    await sent(wire, { method: 'POST', url, ...form, timeoutMs: uploadSilenceMs(file.bytes) })
    return {}
  },
})
