import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Media, media } from '../../api/library.ts'
import { useWords } from '../../i18n/words.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { type KindChoice, MediaFilters } from './media-filters.tsx'
import styles from './media-grid.module.css'
import { MediaTile } from './media-tile.tsx'

type PickDialogProps = {
  brandId: string
  /** Only one may be chosen, of these kinds. */
  one?: readonly Media['kind'][]
  onPick: (items: Media[]) => void
  onClose: () => void
}

/** Chooses files of the library, in the order they are pressed. */
export function PickDialog({ brandId, one: only, onPick, onClose }: PickDialogProps) {
  const say = useWords()
  const [chosen, setChosen] = useState<Media[]>([])
  const [filter, setFilter] = useState<{ q: string; kind: KindChoice; tag: string | null }>({
    ...{ q: '', kind: 'all', tag: null },
  })
  const pages = useInfiniteQuery(
    media(brandId, {
      q: filter.q || undefined,
      kind: filter.kind === 'all' ? undefined : filter.kind,
      tag: filter.tag ?? undefined,
      limit: 60,
    }),
  )
  const items = pages.data?.pages.flatMap((page) => page.items).filter((item) => !only || only.includes(item.kind))
  const toggle = (item: Media) =>
    setChosen(
      chosen.some((one) => one.id === item.id)
        ? chosen.filter((one) => one.id !== item.id)
        : [...(only ? [] : chosen), item],
    )
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={say('media.pick.title')}
      foot={
        <Row gap={2}>
          <Button onPress={onClose}>{say('ui.cancel')}</Button>
          <Button variant="primary" isDisabled={chosen.length === 0} onPress={() => onPick(chosen)}>
            {say('media.pick.take', { count: chosen.length })}
          </Button>
        </Row>
      }
    >
      <Stack gap={4}>
        <MediaFilters brandId={brandId} {...filter} onChange={(change) => setFilter({ ...filter, ...change })} />
        {!items && <SkeletonRows rows={3} height="7rem" />}
        {items?.length === 0 && (
          <EmptyState level={3} title={say('media.none')}>
            {say('media.noneFound')}
          </EmptyState>
        )}
        <ul className={styles.grid} aria-label={say('media.title')}>
          {items?.map((item) => (
            <li key={item.id}>
              <MediaTile
                brandId={brandId}
                item={item}
                pressed={chosen.some((one) => one.id === item.id)}
                onPress={() => toggle(item)}
              />
            </li>
          ))}
        </ul>
        <LoadMore pages={pages} />
      </Stack>
    </Dialog>
  )
}
