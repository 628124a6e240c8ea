import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { finishConnecting } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrandHere, writtenQuery } from '../../shell/here.ts'
import { keep, kept } from '../../shell/kept.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { BroughtAccounts } from './brought-accounts.tsx'

/** Where a network sends the browser back to. What came back is handed to the desk once, and leaves the address bar. */
export function Screen() {
  const say = useWords()
  const here = useBrandHere()
  const [query] = useState(writtenQuery)
  const state = query.state ?? ''
  const [brandId] = useState(() => kept.connecting(state) ?? here?.id ?? '')
  const finish = useAct(() => finishConnecting(brandId, state, query), {
    touches: [`/api/brands/${brandId}`],
    quiet: true,
  })
  const { mutate } = finish
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    keep.connecting(state, null)
    window.history.replaceState(window.history.state, '', '/connect/return')
    mutate()
  }, [mutate, state])
  if (finish.data) return <BroughtAccounts brandId={brandId} brought={finish.data} />
  return (
    <Page width="narrow" title={say('accounts.return.title')}>
      {finish.error ? (
        <Banner
          tone="bad"
          live
          title={finish.error.saidIn(say)}
          acts={
            <ButtonLink to={`/brands/${brandId}/accounts/connect`} variant="primary" size="s">
              {say('accounts.return.again')}
            </ButtonLink>
          }
        >
          {say('accounts.return.failed')}
        </Banner>
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Page>
  )
}
