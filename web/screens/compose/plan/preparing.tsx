import { useQuery } from '@tanstack/react-query'
import { type Preparation, preparations } from '../../../api/desk.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useWords } from '../../../i18n/words.tsx'
import { Banner } from '../../../ui/feedback.tsx'
import type { Post } from '../draft/draft.ts'

type PreparingProps = { brandId: string; post: Post; nameOf: (accountId: string) => string }

const askAgainMs = 3_000
const isUnderWay = (one: Preparation) => one.state === 'making'

/** How far videos and sounds are made to fit, while that goes on, and what could not be. */
export function Preparing({ brandId, post, nameOf }: PreparingProps) {
  const say = useWords()
  const format = useFormat()
  const moves = post.media.some((one) => one.kind === 'video' || one.kind === 'audio' || one.kind === 'gif')
  const { data } = useQuery({
    ...preparations(brandId, post.id),
    enabled: moves,
    refetchInterval: (query) => (query.state.data?.items.some(isUnderWay) ? askAgainMs : false),
  })
  const fileOf = (id: string) => post.media.find((one) => one.id === id)?.fileName ?? ''
  const told = (data?.items ?? []).flatMap((one) => {
    const values = { file: fileOf(one.mediaId), name: nameOf(one.accountId) }
    if (isUnderWay(one)) return [say('compose.preparing', { ...values, share: format.percent(one.share) })]
    return one.message ? [say('compose.preparing.failed', { ...values, why: one.message })] : []
  })
  if (told.length === 0) return null
  return (
    <Banner tone="note" icon="video">
      {[...new Set(told)].map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Banner>
  )
}
