import { type ComponentType, lazy, Suspense } from 'react'
import { useSpoken } from '../i18n/words.tsx'
import type { PreviewModule, PreviewProps } from '../preview-contract.ts'
import { Skeleton } from '../ui/feedback.tsx'

const found = import.meta.glob<PreviewModule>('../../networks/*/web/preview.tsx')

const previews = new Map<string, ComponentType<PreviewProps>>(
  Object.entries(found).map(([path, load]) => [
    path.split('/').at(-3) ?? path,
    lazy(async () => ({ default: (await load()).Preview })),
  ]),
)

/** The preview of a network by its id; a network without one shows nothing. */
export function NetworkPreview({ network, ...rest }: Omit<PreviewProps, 'say' | 'locale'> & { network: string }) {
  const { say, tag } = useSpoken()
  const Preview = previews.get(network)
  if (!Preview) return null
  return (
    <Suspense fallback={<Skeleton height="12rem" />}>
      <Preview {...rest} say={say} locale={tag} />
    </Suspense>
  )
}
