import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { accounts as accountsQuestion, networks as networksQuestion } from '../../api/brand.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Stack } from '../../ui/layout.tsx'
import { useTitle } from '../../ui/use-title.ts'
import { FromRepetition } from '../recurring/from-repetition.tsx'
import { AccountPicker } from './account-picker.tsx'
import { CollisionDialog } from './collision-dialog.tsx'
import styles from './composer-view.module.css'
import { CostLines } from './cost-lines.tsx'
import { Details } from './details.tsx'
import type { Draft, Media, Post } from './draft/draft.ts'
import { type Target, toggleAccount } from './draft/edit-draft.ts'
import { PlanPanel } from './plan/plan-panel.tsx'
import { Previews } from './preview/previews.tsx'
import { errorsOf, useVoices } from './rules.ts'
import type { Entry } from './saving/journal.ts'
import { isPlanned } from './saving/plan-change.ts'
import { type Composer, useComposer } from './saving/use-composer.ts'
import { TargetTabs } from './target-tabs.tsx'
import { usePresence } from './team/use-presence.ts'
import { TopBar } from './top-bar.tsx'
import { Writing } from './writing-pane.tsx'

type ComposerViewProps = {
  brandId: string
  draftKey: string
  post: Post | null
  found: Entry | null
  first: Partial<Draft>
  onBorn: (postId: string) => void
}

export function ComposerView({ brandId, draftKey, post: firstPost, found, first, onBorn }: ComposerViewProps) {
  const say = useWords()
  const brand = useBrand()
  const isReadOnly = !useMayHere('author')
  const mayPlan = useMayHere('editor')
  const composer = useComposer({ brandId, draftKey, post: firstPost, found, first })
  const { draft, post, saving } = composer
  const [target, setTarget] = useState<Target>('all')
  const [pane, setPane] = useState<'write' | 'preview'>('write')
  const accounts = useQuery(accountsQuestion(brandId)).data?.items
  const networks = useNetworks()
  const media = useKnownMedia(composer)
  const voices = useVoices(draft, accounts ?? [], media, null)
  const isPlanLocked = isReadOnly || (!mayPlan && isPlanned(post))
  const shownTarget = target !== 'all' && draft.accountIds.includes(target.accountId) ? target : 'all'
  const presence = usePresence(brandId, post?.id)
  useTitle(draft.title || say('compose.title'))
  useOwnAddress(brandId, draftKey, post?.id, onBorn)
  useWarnBeforeLeaving(saving.state !== 'saved' && !saving.kept)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of undoing work wherever in the post one is
    <div className={styles.screen} onKeyDown={(event) => undoByKey(event, composer)}>
      <TopBar
        brandId={brandId}
        composer={composer}
        people={presence.people}
        isReadOnly={isReadOnly}
        onField={presence.enter}
      />
      <fieldset className={styles.panes} aria-label={say('compose.panes')}>
        <button type="button" aria-pressed={pane === 'write'} onClick={() => setPane('write')}>
          {say('compose.pane.write')}
        </button>
        <button type="button" aria-pressed={pane === 'preview'} onClick={() => setPane('preview')}>
          {say('compose.pane.preview')}
        </button>
      </fieldset>
      <div className={styles.columns} data-pane={pane}>
        <div className={styles.write}>
          <Stack gap={4}>
            {post?.recurringId && <FromRepetition recurringId={post.recurringId} />}
            <AccountPicker
              brandId={brandId}
              accounts={accounts}
              networks={networks}
              chosen={draft.accountIds}
              isReadOnly={isPlanLocked}
              onToggle={(accountId) => composer.edit('account', (one) => toggleAccount(one, accountId))}
            />
            <TargetTabs draft={draft} voices={voices} networks={networks} target={shownTarget} onTarget={setTarget} />
            <Writing
              brandId={brandId}
              composer={composer}
              voices={voices}
              media={media}
              target={shownTarget}
              isReadOnly={isReadOnly}
              onField={presence.enter}
            />
            <CostLines voices={voices} />
            <PlanPanel
              brandId={brandId}
              composer={composer}
              errors={errorsOf(voices)}
              isReadOnly={isReadOnly}
              isLocked={isPlanLocked}
              onPlan={(plan) => {
                presence.enter('plan')
                composer.edit('plan', (one) => ({ ...one, plan }))
              }}
            />
            <Details
              brandId={brandId}
              zone={brand.zone}
              draft={draft}
              isReadOnly={isReadOnly}
              onChange={(kind, changes) => composer.edit(kind, (one) => ({ ...one, ...changes }))}
            />
          </Stack>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <aside className={styles.preview} aria-label={say('compose.preview')} tabIndex={0}>
          <h2 className={styles.previewTitle}>{say('compose.preview')}</h2>
          <Previews
            brandId={brandId}
            voices={voices}
            networks={networks}
            media={media}
            plan={draft.plan}
            zone={brand.zone}
            target={shownTarget}
          />
        </aside>
      </div>
      {composer.collision && (
        <CollisionDialog
          draft={draft}
          theirs={composer.collision.theirs}
          collisions={composer.collision.collisions}
          onSettle={composer.settle}
          onClose={composer.shutCollision}
        />
      )}
    </div>
  )
}

function useNetworks() {
  const { data } = useQuery(networksQuestion())
  return useMemo(() => new Map((data?.items ?? []).map((one) => [one.id, one])), [data])
}

/** Files the post came with, and those taken since. */
function useKnownMedia({ post, fresh }: Composer): ReadonlyMap<string, Media> {
  return useMemo(
    () => new Map([...(post?.media ?? []).map((one) => [one.id, one] as const), ...fresh]),
    [post?.media, fresh],
  )
}

/** When the server has made the post, the address becomes its own, without the writer noticing. */
function useOwnAddress(
  brandId: string,
  draftKey: string,
  postId: string | undefined,
  onBorn: (postId: string) => void,
) {
  const navigate = useNavigate()
  // biome-ignore lint/correctness/useExhaustiveDependencies: it happens once in the life of a post
  useEffect(() => {
    if (!postId || postId === draftKey) return
    onBorn(postId)
    void navigate({
      to: '/brands/$brandId/compose/$postId',
      params: { brandId, postId },
      replace: true,
      resetScroll: false,
      state: { stays: true },
    })
  }, [postId])
}

function useWarnBeforeLeaving(unsafe: boolean) {
  useEffect(() => {
    if (!unsafe) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [unsafe])
}

/** Our own undo, since the text area's knows nothing of files, variants and plans. */
function undoByKey(event: KeyboardEvent, { undo, redo }: Composer): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const again = event.code === 'KeyY' || (event.code === 'KeyZ' && event.shiftKey)
  if (!again && event.code !== 'KeyZ') return
  event.preventDefault()
  if (again) redo?.()
  else undo?.()
}
