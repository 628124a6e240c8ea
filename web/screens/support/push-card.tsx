import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/ask.ts'
import { push, unsubscribePush } from '../../api/support.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/feedback.tsx'
import { Card } from '../../ui/layout.tsx'
import { toast } from '../../ui/toast.tsx'
import { canPush, pushedHere, startPush, stopPush } from './browser-push.ts'
import styles from './support.module.css'

/** Whether this browser tells, also while the desk is closed. */
export function PushCard() {
  const say = useWords()
  const format = useFormat()
  const me = useMe()
  const isPossible = canPush()
  const asked = useQuery(push())
  const here = useQuery({ queryKey: ['push here'], queryFn: pushedHere, enabled: isPossible })
  const touches = ['/api/push']
  const after = () => void here.refetch()
  const start = useAct((key: string) => startPush(key), {
    touches,
    done: (isOn) => {
      after()
      if (!isOn) toast(say('service.push.denied'), { tone: 'bad' })
    },
  })
  const stop = useAct(stopPush, { touches, done: after })
  const endpoint = here.data?.endpoint
  const all = asked.data?.subscriptions ?? []
  const isOn = here.data != null && all.length > 0
  return (
    <Card
      title={say('service.push')}
      acts={
        isPossible &&
        asked.data &&
        (isOn ? (
          <Button icon="eye-off" isPending={stop.isPending} onPress={() => stop.mutate()}>
            {say('service.push.stop')}
          </Button>
        ) : (
          <Button
            icon="bell"
            isPending={start.isPending}
            onPress={async () => {
              if (endpoint) await unsubscribePush(endpoint)
              start.mutate(asked.data.publicKey)
            }}
          >
            {say('service.push.start')}
          </Button>
        ))
      }
    >
      {asked.error && <Banner tone="bad" title={asked.error.saidIn(say)} />}
      <p className={styles.dim}>{say(isPossible ? 'service.push.text' : 'service.push.impossible')}</p>
      {all.length > 0 && (
        <p className={styles.dim}>
          {say('service.push.browsers', { count: all.length })}{' '}
          {all.map((one) => format.moment(one.createdAt, me.zone)).join(' · ')}
        </p>
      )}
    </Card>
  )
}
