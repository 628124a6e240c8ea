import { useDeferredValue } from 'react'
import type { NetworkAbout } from '../../../api/brand.ts'
import { fileUrl, thumbnailUrl } from '../../../api/content.ts'
import { previewUrl } from '../../../api/library.ts'
import { useWords } from '../../../i18n/words.tsx'
import { NetworkPreview } from '../../../preview/network-preview.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { EmptyState } from '../../../ui/feedback.tsx'
import { resolveWall } from '../../calendar/time/resolve-wall.ts'
import type { Media, Plan } from '../draft/draft.ts'
import type { Target } from '../draft/edit-draft.ts'
import { FindingList, gatherFindings } from '../findings.tsx'
import type { Voice } from '../rules.ts'
import styles from './previews.module.css'

type PreviewsProps = {
  brandId: string
  voices: readonly Voice[]
  networks: ReadonlyMap<string, NetworkAbout>
  media: ReadonlyMap<string, Media>
  plan: Plan | null
  zone: string
  target: Target
  /** Without the account's name above each, where it is told already. */
  bare?: boolean
}

/** The post as each account's readers will see it, a breath behind the typing. */
export function Previews({ voices, target, ...rest }: PreviewsProps) {
  const say = useWords()
  const settled = useDeferredValue(voices)
  const shown = target === 'all' ? settled : settled.filter((voice) => voice.account.id === target.accountId)
  if (shown.length === 0)
    return (
      <EmptyState level={3} title={say('compose.preview.none')}>
        {say('compose.preview.noneText')}
      </EmptyState>
    )
  return (
    <div className={styles.previews}>
      {shown.map((voice) => (
        <OnePreview key={voice.account.id} voice={voice} {...rest} />
      ))}
    </div>
  )
}

function OnePreview({
  brandId,
  voice,
  networks,
  media,
  plan,
  zone,
  bare,
}: Omit<PreviewsProps, 'voices' | 'target'> & { voice: Voice }) {
  const { account, content } = voice
  const said = gatherFindings([voice]).filter((one) => !one.finding.path.includes('.text'))
  const now = plan ? new Date(resolveWall(plan.wall, plan.zone).at) : new Date()
  return (
    <section
      className={styles.preview}
      aria-label={`${account.name}, ${networks.get(account.network)?.name ?? account.network}`}
    >
      {!bare && (
        <header className={styles.top}>
          <Avatar name={account.name} src={account.avatarUrl} size={22} network={networks.get(account.network)} />
          <span>{account.name}</span>
        </header>
      )}
      <div className={styles.frame}>
        <NetworkPreview
          network={account.network}
          account={account}
          content={content}
          now={now}
          zone={plan?.zone ?? zone}
          mediaUrl={(id) => addressOf(brandId, media.get(id), id)}
        />
      </div>
      <FindingList said={said} />
    </section>
  )
}

function addressOf(brandId: string, known: Media | undefined, mediaId: string): { url: string; poster?: string } {
  if (known?.kind === 'image') return { url: previewUrl(brandId, mediaId, 1000) }
  return { url: fileUrl(brandId, mediaId), poster: thumbnailUrl(brandId, mediaId) }
}
