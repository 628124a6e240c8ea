import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { accounts, rubrics } from '../../api/brand.ts'
import { posts } from '../../api/content.ts'
import { publications } from '../../api/publishing.ts'
import { members } from '../../api/team.ts'
import { useFormat } from '../../i18n/format.ts'
import { useWords } from '../../i18n/words.tsx'
import type { BrandHere } from '../../shell/here.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Dim } from '../../ui/layout.tsx'
import styles from './today.module.css'

type Step = { key: string; done: boolean; to: string }

/** Ticked by what is really there, never by hand; gone when all are done. */
export function FirstSteps({ brand }: { brand: BrandHere }) {
  const say = useWords()
  const format = useFormat()
  const steps = useSteps(brand)
  if (!steps || steps.every((step) => step.done)) return null
  const next = steps.find((step) => !step.done)
  return (
    <Card
      title={say('today.steps')}
      acts={
        <Dim>
          {say('today.steps.done', {
            done: format.number(steps.filter((step) => step.done).length),
            all: format.number(steps.length),
          })}
        </Dim>
      }
    >
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.key} className={styles.step} data-done={step.done || undefined}>
            <span className={styles.tick}>
              {step.done && <Icon name="check" size={14} label={say('today.steps.ticked')} />}
            </span>
            <span className={styles.stepWords}>{say(`today.step.${step.key}`)}</span>
            {!step.done && (
              <ButtonLink to={step.to} size="s" variant={step === next ? 'primary' : 'secondary'}>
                {say(`today.step.${step.key}.act`)}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function useSteps(brand: BrandHere): Step[] | null {
  const owned = useQuery(accounts(brand.id))
  const kinds = useQuery(rubrics(brand.id))
  const people = useQuery(members())
  const written = useInfiniteQuery(posts(brand.id, { limit: 1 }))
  const planned = useInfiniteQuery(publications(brand.id, { limit: 1 }))
  const out = useInfiniteQuery(publications(brand.id, { state: 'published', limit: 1 }))
  if (!owned.data || !kinds.data || !written.data || !planned.data || !out.data || !people.data) return null
  const here = (path: string) => `/brands/${brand.id}${path}`
  const any = (pages: { pages: { items: unknown[] }[] }) => (pages.pages[0]?.items.length ?? 0) > 0
  return [
    { key: 'account', done: owned.data.items.length > 0, to: here('/accounts/connect') },
    { key: 'rubric', done: kinds.data.items.length > 0, to: here('/settings') },
    { key: 'post', done: any(written.data), to: here('/compose') },
    { key: 'plan', done: any(planned.data), to: here('/calendar') },
    { key: 'out', done: any(out.data), to: here('/calendar') },
    { key: 'people', done: people.data.items.length > 1, to: '/team' },
  ]
}
