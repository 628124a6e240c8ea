import { useQuery } from '@tanstack/react-query'
import { useAct } from '../api/ask.ts'
import { type CrisisBrief, standingCrises, steerCrisis } from '../api/reputation.ts'
import { useWords } from '../i18n/words.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'
import styles from './frame.module.css'

/** Over every screen, while a brand one works for is in a crisis. */
export function CrisisBanner() {
  const { data } = useQuery(standingCrises())
  return data?.items.map((one) => <Standing key={one.id} one={one} />)
}

function Standing({ one }: { one: CrisisBrief }) {
  const say = useWords()
  const heard = useAct(() => steerCrisis(one.brandId, one.id, 'acknowledge'), {
    touches: [String(standingCrises().queryKey[0]), `/api/brands/${one.brandId}/crises`],
  })
  return (
    <div className={styles.banner}>
      <Banner
        tone="bad"
        icon="warning"
        live
        title={say('repute.banner', { brand: one.brand })}
        acts={
          <>
            {one.awaitsMe && (
              <Button size="s" variant="primary" isPending={heard.isPending} onPress={() => heard.mutate()}>
                {say('repute.crisis.acknowledge')}
              </Button>
            )}
            <ButtonLink
              size="s"
              to="/brands/$brandId/reputation/crises/$crisisId"
              params={{ brandId: one.brandId, crisisId: one.id }}
            >
              {say('repute.banner.open')}
            </ButtonLink>
          </>
        }
      >
        <bdi>{one.reason}</bdi> {one.postsHeld > 0 && say('repute.banner.held', { count: one.postsHeld })}
      </Banner>
    </div>
  )
}
