import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import {
  type AlertChoices,
  type AlertEvent,
  type AlertWay,
  alertChoices,
  chooseAlerts,
  type OwnAlertChoices,
  supportPath,
} from '../../api/support.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TimeField } from '../../ui/date-field.tsx'
import { Banner, SkeletonRows } from '../../ui/feedback.tsx'
import { Card, Row, Stack } from '../../ui/layout.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { playChime } from './play-chime.ts'
import styles from './support.module.css'

const events: AlertEvent[] = [
  ...(['new', 'assigned', 'mentioned', 'negative', 'late-soon', 'late'] as const),
  ...(['big-voice', 'spike', 'silence', 'souring', 'crisis'] as const),
]
const ways: AlertWay[] = ['desk', 'sound', 'push', 'mail']
const digests = ['15', '60', '240', '1440'] as const

/** Of what one is told, and how: each choice holds at once. */
export function OwnChoices() {
  const say = useWords()
  const brand = useBrand()
  const asked = useQuery(alertChoices(brand.id))
  if (asked.error) return <Banner tone="bad" title={asked.error.saidIn(say)} />
  if (!asked.data) return <SkeletonRows rows={2} height="8rem" />
  return <Choices key={brand.id} given={asked.data} />
}

function Choices({ given }: { given: OwnAlertChoices }) {
  const say = useWords()
  const brand = useBrand()
  const me = useMe()
  const [own, setOwn] = useState<AlertChoices>(given)
  const save = useAct((next: AlertChoices) => chooseAlerts(brand.id, next), {
    touches: [supportPath(brand.id, '/alert-choices')],
  })
  const choose = (next: Partial<AlertChoices>) => {
    const { choices, quiet, digestMinutes } = { ...own, ...next }
    setOwn({ choices, quiet, digestMinutes })
    save.mutate({ choices, quiet, digestMinutes })
  }
  const toggle = (event: AlertEvent, way: AlertWay, on: boolean) => {
    const before = own.choices[event] ?? []
    choose({ choices: { ...own.choices, [event]: on ? [...before, way] : before.filter((one) => one !== way) } })
  }
  const { quiet } = own
  return (
    <Card
      title={say('service.own')}
      acts={
        <Button icon="bell" size="s" onPress={() => playChime('crisis')}>
          {say('service.own.hear')}
        </Button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroller} aria-label={say('service.own')} tabIndex={0}>
        <table className={styles.choices}>
          <thead>
            <tr>
              <td />
              {ways.map((way) => (
                <th key={way} scope="col">
                  {say(`service.way.${way}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event}>
                <th scope="row">{say(`service.event.${event}`)}</th>
                {ways.map((way) => (
                  <td key={way}>
                    <Checkbox
                      aria-label={`${say(`service.event.${event}`)}: ${say(`service.way.${way}`)}`}
                      isSelected={own.choices[event]?.includes(way) ?? false}
                      onChange={(on) => toggle(event, way, on)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {!given.mail && <p className={styles.dim}>{say('service.own.noMail')}</p>}
      <Select
        label={say('service.digest')}
        value={String(own.digestMinutes)}
        onChange={(id) => choose({ digestMinutes: Number(id) })}
        choices={digests.map((id) => ({
          id: id as string,
          text: say('service.digest.every', { minutes: Number(id) }),
        }))}
      />
      <Stack gap={2}>
        <Switch
          isSelected={quiet !== null}
          hint={say('service.quiet.hint')}
          onChange={(on) => choose({ quiet: on ? { from: '21:00', to: '08:00', zone: me.zone } : null })}
        >
          {say('service.quiet')}
        </Switch>
        {quiet && (
          <Row>
            <TimeField
              label={say('service.quiet.from')}
              zone={quiet.zone}
              value={quiet.from}
              onChange={(from) => from && choose({ quiet: { ...quiet, from } })}
            />
            <TimeField
              label={say('service.quiet.to')}
              zone={quiet.zone}
              value={quiet.to}
              onChange={(to) => to && choose({ quiet: { ...quiet, to } })}
            />
          </Row>
        )}
      </Stack>
    </Card>
  )
}
