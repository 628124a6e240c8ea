import { useState } from 'react'
import { useAct } from '../../api/ask.ts'
import { type Brand, type ChangeBrand, changeBrand } from '../../api/brand.ts'
import { mayAs } from '../../api/team.ts'
import { useWords } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TimeField } from '../../ui/date-field.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Columns, Stack } from '../../ui/layout.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ColorField } from './color-field.tsx'
import { DeleteBrand } from './delete-brand.tsx'
import { LanguageField } from './language-field.tsx'

type Draft = Omit<ChangeBrand, 'name' | 'missedAfterMinutes' | 'minimumDistanceMinutes'>

export function BrandForm({ brand }: { brand: Brand }) {
  const say = useWords()
  const mayChange = mayAs(brand.role, 'manager')
  const [draft, setDraft] = useState<Draft>(brand)
  const change = (changes: Draft) => setDraft({ ...draft, ...changes })
  const save = useAct((changes: ChangeBrand) => changeBrand(brand.id, changes), {
    touches: [`/api/brands/${brand.id}`, '/api/me', '/api/brands'],
    done: say('ui.saved'),
    quiet: true,
  })
  const submit = (form: FormData) =>
    save.mutate({
      name: String(form.get('name')),
      color: draft.color,
      zone: draft.zone,
      language: draft.language,
      approvalRequired: draft.approvalRequired,
      missed: draft.missed,
      quietHours: draft.quietHours,
      missedAfterMinutes: Number(form.get('missedAfterMinutes')),
      minimumDistanceMinutes: Number(form.get('minimumDistanceMinutes')),
    })
  return (
    <Stack gap={5}>
      <Form
        onSubmit={submit}
        failure={save.error}
        fields={[
          'name',
          'zone',
          'language',
          'missedAfterMinutes',
          'minimumDistanceMinutes',
          'quietHours.from',
          'quietHours.to',
        ]}
        foot={
          mayChange && (
            <Button type="submit" variant="primary" isPending={save.isPending}>
              {say('ui.save')}
            </Button>
          )
        }
      >
        <Card title={say('brands.identity')}>
          <Columns>
            <TextField name="name" label={say('brands.name')} defaultValue={brand.name} isReadOnly={!mayChange} />
            <ColorField
              label={say('brands.color')}
              value={draft.color ?? brand.color}
              onChange={(color) => change({ color })}
            />
            <ZoneField
              name="zone"
              label={say('entry.zone')}
              hint={say('brands.zone.hint')}
              value={draft.zone ?? brand.zone}
              onChange={(zone) => change({ zone })}
              isDisabled={!mayChange}
            />
            <LanguageField
              label={say('brands.language')}
              value={draft.language ?? brand.language}
              onChange={(language) => change({ language })}
              isDisabled={!mayChange}
            />
          </Columns>
        </Card>
        <PublishingRules brand={brand} draft={draft} change={change} mayChange={mayChange} />
      </Form>
      {brand.role === 'owner' && <DeleteBrand brand={brand} />}
    </Stack>
  )
}

type RulesProps = { brand: Brand; draft: Draft; change: (changes: Draft) => void; mayChange: boolean }

function PublishingRules({ brand, draft, change, mayChange }: RulesProps) {
  const say = useWords()
  return (
    <Card title={say('brands.rules')}>
      <Checkbox
        isDisabled={!mayChange}
        isSelected={draft.approvalRequired}
        onChange={(approvalRequired) => change({ approvalRequired })}
        hint={say('brands.approval.hint')}
      >
        {say('brands.approval')}
      </Checkbox>
      <QuietHours
        zone={draft.zone ?? brand.zone}
        value={draft.quietHours ?? null}
        onChange={(quietHours) => change({ quietHours })}
        isDisabled={!mayChange}
      />
      <Columns>
        <TextField
          name="minimumDistanceMinutes"
          label={say('brands.distance')}
          hint={say('brands.distance.hint')}
          defaultValue={String(brand.minimumDistanceMinutes)}
          inputMode="numeric"
          after={say('brands.minutes')}
          isReadOnly={!mayChange}
        />
        <TextField
          name="missedAfterMinutes"
          label={say('brands.missedAfter')}
          hint={say('brands.missedAfter.hint')}
          defaultValue={String(brand.missedAfterMinutes)}
          inputMode="numeric"
          after={say('brands.minutes')}
          isReadOnly={!mayChange}
        />
      </Columns>
      <RadioGroup
        label={say('brands.missed')}
        value={draft.missed ?? brand.missed}
        onChange={(missed) => change({ missed })}
        isDisabled={!mayChange}
        choices={[
          { id: 'ask', text: say('brands.missed.ask'), hint: say('brands.missed.ask.hint') },
          { id: 'publish-late', text: say('brands.missed.late'), hint: say('brands.missed.late.hint') },
        ]}
      />
    </Card>
  )
}

type Hours = Brand['quietHours']

function QuietHours({
  zone,
  value,
  onChange,
  isDisabled,
}: {
  zone: string
  value: Hours
  onChange: (hours: Hours) => void
  isDisabled: boolean
}) {
  const say = useWords()
  return (
    <Stack gap={3}>
      <Checkbox
        isDisabled={isDisabled}
        isSelected={value !== null}
        onChange={(on) => onChange(on ? { from: '22:00', to: '08:00' } : null)}
        hint={say('brands.quiet.hint')}
      >
        {say('brands.quiet')}
      </Checkbox>
      {value && (
        <Columns min="12rem">
          <TimeField
            name="quietHours.from"
            label={say('brands.quiet.from')}
            zone={zone}
            value={value.from}
            onChange={(from) => from && onChange({ ...value, from })}
          />
          <TimeField
            name="quietHours.to"
            label={say('brands.quiet.to')}
            zone={zone}
            value={value.to}
            onChange={(to) => to && onChange({ ...value, to })}
          />
        </Columns>
      )}
    </Stack>
  )
}
