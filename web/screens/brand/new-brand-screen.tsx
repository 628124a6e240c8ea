import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { desk, useAct } from '../../api/ask.ts'
import { type MakeBrand, makeBrand } from '../../api/brand.ts'
import { me } from '../../api/team.ts'
import { useSpoken } from '../../i18n/words.tsx'
import { ZoneField } from '../../i18n/zone-field.tsx'
import { useMe } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { Form } from '../../ui/form.tsx'
import { Card, Page } from '../../ui/layout.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ColorField, pigments } from './color-field.tsx'

/** Only what cannot be guessed is asked; the rest stands in the brand's settings. */
export function Screen() {
  const { say, locale } = useSpoken()
  const { zone: own, brands } = useMe()
  const router = useRouter()
  const [zone, setZone] = useState(own)
  const [color, setColor] = useState<string>(pigments[brands.length % pigments.length] ?? pigments[0])
  const make = useAct((brand: MakeBrand) => makeBrand(brand), {
    quiet: true,
    done: async (brand) => {
      await desk.refetchQueries(me())
      await router.invalidate()
      void router.navigate({ to: `/brands/${brand.id}` })
    },
  })
  return (
    <Page
      title={say(brands.length === 0 ? 'brands.new.first' : 'brands.new.title')}
      lead={say('brands.new.lead')}
      width="narrow"
    >
      <Card>
        <Form
          onSubmit={(form) => make.mutate({ name: String(form.get('name')), color, zone, language: locale })}
          failure={make.error}
          fields={['name', 'zone', 'color']}
          foot={
            <Button type="submit" variant="primary" isPending={make.isPending}>
              {say('brands.new.act')}
            </Button>
          }
        >
          <TextField name="name" label={say('brands.name')} autoFocus />
          <ColorField label={say('brands.color')} value={color} onChange={setColor} />
          <ZoneField
            name="zone"
            label={say('entry.zone')}
            hint={say('brands.zone.hint')}
            value={zone}
            onChange={setZone}
          />
        </Form>
      </Card>
    </Page>
  )
}
