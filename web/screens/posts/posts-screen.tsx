import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { accounts, rubrics } from '../../api/brand.ts'
import { posts } from '../../api/content.ts'
import { publications } from '../../api/publishing.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand } from '../../shell/here.ts'
import { Banner, EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, List, Page } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PostRow } from './post-row.tsx'
import styles from './posts.module.css'
import { PublicationRow } from './publication-row.tsx'
import { Restore } from './restore.tsx'

const stages = ['draft', 'in-review', 'sent-back', 'approved'] as const
const states = ['planned', 'published', 'rejected', 'unknown', 'missed', 'removed'] as const
type Shown = 'all' | 'bin' | (typeof stages)[number] | (typeof states)[number]

/** Every post by where its writing or its publishing stands, found by any of its words. */
export function Screen() {
  const say = useWords()
  const navigate = useNavigate()
  const brand = useBrand()
  const search = useSearch({ strict: false }) as { stage?: string; state?: string; bin?: string }
  const shown = shownBy(search)
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed.trim())
  const state = states.find((one) => one === shown)
  const show = (next: Shown) =>
    void navigate({
      to: `/brands/${brand.id}/posts`,
      search: searchFor(next),
    })
  return (
    <Page title={say('shell.nav.posts')}>
      <div className={styles.filters}>
        <TextField
          className={styles.words}
          label={say('posts.search')}
          value={typed}
          onChange={setTyped}
          before={<Icon name="search" size={18} />}
          type="search"
          isDisabled={state !== undefined}
        />
        <Select
          label={say('posts.show')}
          value={shown}
          onChange={show}
          choices={[
            { id: 'all', text: say('posts.all') },
            ...stages.map((one) => ({ id: one, text: say(`posts.stage.${one}`) })),
            ...states.map((one) => ({ id: one, text: say(`posts.state.${one}`) })),
            { id: 'bin', text: say('posts.bin') },
          ]}
        />
      </div>
      {state ? (
        <Publications state={state} />
      ) : (
        <Posts stage={stages.find((one) => one === shown)} bin={shown === 'bin'} words={words} />
      )}
    </Page>
  )
}

const shownBy = ({ stage, state, bin }: { stage?: string; state?: string; bin?: string }): Shown =>
  bin ? 'bin' : ([...stages, ...states].find((one) => one === (stage ?? state)) ?? 'all')

function searchFor(shown: Shown): Record<string, string> {
  if (shown === 'all') return {}
  if (shown === 'bin') return { bin: 'yes' }
  return { [stages.some((one) => one === shown) ? 'stage' : 'state']: shown }
}

function Posts({ stage, bin, words }: { stage: string | undefined; bin: boolean; words: string }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useInfiniteQuery(posts(brand.id, { stage, q: words, ...(bin && { bin }) }))
  const known = useQuery(accounts(brand.id)).data?.items ?? []
  const kinds = useQuery(rubrics(brand.id)).data?.items ?? []
  const all = asked.data?.pages.flatMap((page) => page.items) ?? []
  if (asked.error) return <Banner tone="bad" title={say('api.unreachable')} />
  if (asked.isPending) return <SkeletonRows rows={6} />
  if (all.length === 0)
    return (
      <EmptyState title={say(words ? 'posts.notFound' : bin ? 'posts.bin.none' : 'posts.none')}>
        {say(words ? 'posts.notFound.text' : bin ? 'posts.bin.none.text' : 'posts.none.text')}
      </EmptyState>
    )
  return (
    <Card>
      <List label={say('shell.nav.posts')}>
        {all.map((post) => (
          <PostRow
            key={post.id}
            post={post}
            accounts={known}
            rubric={kinds.find((one) => one.id === post.rubricId)}
            zone={brand.zone}
            act={bin && <Restore brandId={brand.id} postId={post.id} />}
          />
        ))}
      </List>
      <LoadMore pages={asked} />
    </Card>
  )
}

function Publications({ state }: { state: string }) {
  const say = useWords()
  const brand = useBrand()
  const asked = useInfiniteQuery(publications(brand.id, { state }))
  const known = useQuery(accounts(brand.id)).data?.items ?? []
  const all = asked.data?.pages.flatMap((page) => page.items) ?? []
  if (asked.error) return <Banner tone="bad" title={say('api.unreachable')} />
  if (asked.isPending) return <SkeletonRows rows={6} />
  if (all.length === 0) return <EmptyState title={say('posts.none')}>{say('posts.none.state')}</EmptyState>
  return (
    <Card>
      <List label={say('shell.nav.posts')}>
        {all.map((publication) => (
          <PublicationRow
            key={publication.id}
            publication={publication}
            account={known.find((one) => one.id === publication.accountId)}
            zone={brand.zone}
          />
        ))}
      </List>
      <LoadMore pages={asked} />
    </Card>
  )
}
