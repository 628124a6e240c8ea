import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../../api/ask.ts'
import { type ChainLink, crisisChain, keepChain } from '../../../api/reputation.ts'
import { duty } from '../../../api/support.ts'
import { useWords } from '../../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../../shell/here.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Card, List, ListRow, Row } from '../../../ui/layout.tsx'
import { MoveButtons } from '../../../ui/move-buttons.tsx'
import { moved } from '../../../ui/moved.ts'
import { Select } from '../../../ui/select.tsx'
import styles from '../reputation.module.css'

const waits = ['5', '10', '15', '30', '60'] as const

/** Who is told of a crisis, one after the other, while nobody says that they have heard. */
export function ChainCard() {
  const say = useWords()
  const brand = useBrand()
  const maySteer = useMayHere('manager')
  const asked = useQuery(crisisChain(brand.id))
  const people = useQuery(duty(brand.id)).data?.people ?? []
  const [adding, setAdding] = useState<string | null>(null)
  const [wait, setWait] = useState<(typeof waits)[number]>('10')
  const save = useAct((items: ChainLink[]) => keepChain(brand.id, items), {
    touches: [String(crisisChain(brand.id).queryKey[0])],
  })
  const links = asked.data?.items ?? []
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? say('repute.gonePerson')
  const others = people.filter((one) => !links.some((link) => link.userId === one.id))
  return (
    <Card title={say('repute.chain')}>
      <p className={styles.dim}>{say(links.length ? 'repute.chain.lead' : 'repute.chain.none')}</p>
      <List label={say('repute.chain')}>
        {links.map((link, at) => (
          <ListRow
            key={link.userId}
            title={<bdi>{nameOf(link.userId)}</bdi>}
            dim={say('repute.chain.wait', { count: link.waitMinutes })}
            after={
              maySteer && (
                <>
                  <MoveButtons
                    {...{ at, of: links.length, isBusy: save.isPending }}
                    words={[
                      say('service.up', { name: nameOf(link.userId) }),
                      say('service.down', { name: nameOf(link.userId) }),
                    ]}
                    onMove={(to) => save.mutate(moved(links, at, to))}
                  />
                  <IconButton
                    icon="trash"
                    size="s"
                    label={say('service.remove', { name: nameOf(link.userId) })}
                    onPress={() => save.mutate(links.filter((one) => one !== link))}
                  />
                </>
              )
            }
          />
        ))}
      </List>
      {maySteer && others.length > 0 && (
        <>
          <div className={styles.two}>
            <Select
              label={say('repute.chain.person')}
              value={adding}
              onChange={setAdding}
              choices={others.map(({ id, name }) => ({ id, text: name }))}
            />
            <Select
              label={say('repute.chain.minutes')}
              value={wait}
              onChange={setWait}
              choices={waits.map((id) => ({ id, text: say('repute.minutes', { count: Number(id) }) }))}
            />
          </div>
          <Row>
            <Button
              icon="plus"
              isDisabled={!adding}
              isPending={save.isPending}
              onPress={() => {
                if (!adding) return
                save.mutate([...links, { userId: adding, waitMinutes: Number(wait) }])
                setAdding(null)
              }}
            >
              {say('repute.chain.add')}
            </Button>
          </Row>
        </>
      )}
    </Card>
  )
}
