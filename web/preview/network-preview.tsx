import { type ComponentType, useEffect, useReducer } from 'react'
import { useSpoken } from '../i18n/words.tsx'
import type { PreviewModule, PreviewProps } from '../preview-contract.ts'
import { Skeleton } from '../ui/feedback.tsx'

const found = import.meta.glob<PreviewModule>('../../networks/*/web/preview.tsx')
const files = new Map(Object.entries(found).map(([path, load]) => [path.split('/').at(-3) ?? path, load]))
const previews = new Map<string, ComponentType<PreviewProps>>()
const againAfterMs = 5_000

/** The preview of a network by its id; a network without one shows nothing. */
export function NetworkPreview({ network, ...rest }: Omit<PreviewProps, 'say' | 'locale'> & { network: string }) {
  const { say, tag } = useSpoken()
  const Preview = usePreview(network)
  if (!files.has(network)) return null
  return Preview ? <Preview {...rest} say={say} locale={tag} /> : <Skeleton height="12rem" />
}

/** Its file comes when it is wanted; while the line is down it is asked for again, and nothing around it suffers. */
function usePreview(network: string): ComponentType<PreviewProps> | undefined {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0)
  useEffect(() => {
    const load = files.get(network)
    if (!load || previews.has(network)) return
    let isLeft = false
    let again: ReturnType<typeof setTimeout> | undefined
    const come = () =>
      load().then(
        ({ Preview }) => {
          previews.set(network, Preview)
          if (!isLeft) drawAgain()
        },
        () => {
          if (!isLeft) again = setTimeout(come, againAfterMs)
        },
      )
    void come()
    return () => {
      isLeft = true
      clearTimeout(again)
    }
  }, [network])
  return previews.get(network)
}
