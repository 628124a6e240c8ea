import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import {
  type AlertSettings,
  alertSettingsPath,
  changeAlertSettings,
  sensitivities,
  watchedPath,
} from '../../../api/listening-alerts.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Form } from '../../../ui/form.tsx'
import { Card, Dim } from '../../../ui/layout.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'

const usualBig = 10_000

/** Of what the people of the brand are told; who of them and how, each chooses under alerts and duty. */
export function SettingsCard({ given }: { given: AlertSettings }) {
  const say = useWords()
  const brand = useBrand()
  const mayChange = useMayHere('manager')
  const mayChoose = useMayHere('author')
  const [hasBig, setHasBig] = useState(given.bigFrom !== null)
  const [spikes, setSpikes] = useState(given.spikes)
  const [souring, setSouring] = useState(given.souring)
  const save = useAct((next: AlertSettings) => changeAlertSettings(brand.id, next), {
    touches: [alertSettingsPath(brand.id), watchedPath(brand.id)],
    ...{ quiet: true, done: say('listen.alerts.saved') },
  })
  const submit = (form: FormData) => {
    const bigFrom = hasBig ? Number(String(form.get('bigFrom')).replaceAll(/\s/g, '')) : null
    save.mutate({ bigFrom, spikes, souring, quietQueries: given.quietQueries })
  }
  return (
    <Card title={say('listen.alerts.settings')}>
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={['bigFrom']}
        foot={
          mayChange && (
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {say('ui.save')}
            </Button>
          )
        }
      >
        <Checkbox
          isSelected={spikes}
          onChange={setSpikes}
          isDisabled={!mayChange}
          hint={say('listen.alerts.spikes.hint')}
        >
          {say('listen.alerts.spikes')}
        </Checkbox>
        <Select
          label={say('listen.alerts.souring')}
          value={souring}
          onChange={setSouring}
          isDisabled={!mayChange}
          choices={sensitivities.map((id) => ({ id, text: say(`listen.alerts.souring.${id}`) }))}
        />
        <Checkbox isSelected={hasBig} onChange={setHasBig} isDisabled={!mayChange}>
          {say('listen.alerts.big')}
        </Checkbox>
        {hasBig && (
          <TextField
            name="bigFrom"
            label={say('listen.alerts.bigFrom')}
            defaultValue={String(given.bigFrom ?? usualBig)}
            inputMode="numeric"
            isDisabled={!mayChange}
          />
        )}
        <p>
          <Dim>{say('listen.alerts.who')}</Dim>{' '}
          {mayChoose && (
            <Link to="/brands/$brandId/support/alerts" params={{ brandId: brand.id }}>
              {say('listen.alerts.who.open')}
            </Link>
          )}
        </p>
      </Form>
    </Card>
  )
}
