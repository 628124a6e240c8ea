import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { askAgain } from '../../api/ask.ts'
import { failureOf } from '../../api/failure.ts'
import { type Media, media } from '../../api/library.ts'
import { useWords } from '../../i18n/words.tsx'
import { useBrand, useMayHere } from '../../shell/here.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, SkeletonRows } from '../../ui/feedback.tsx'
import { Page } from '../../ui/layout.tsx'
import { LoadMore } from '../../ui/load-more.tsx'
import { takenFiles } from '../compose/media/taken-files.ts'
import { UploadList } from '../compose/media/upload-list.tsx'
import { useDropFiles } from '../compose/media/use-drop-files.ts'
import { useUploads } from '../compose/media/use-uploads.ts'
import { MediaDrawer } from './media-drawer.tsx'
import { type KindChoice, MediaFilters, type Used } from './media-filters.tsx'
import styles from './media-grid.module.css'
import { MediaTile } from './media-tile.tsx'

type LibraryFilter = { q: string; kind: KindChoice; tag: string | null; used: Used }
const everything: LibraryFilter = { q: '', kind: 'all', tag: null, used: 'all' }

/** The brand's files: brought by the handful, found again, described, and let go when nobody uses them. */
export function Screen() {
  const say = useWords()
  const brand = useBrand()
  const mayWrite = useMayHere('author')
  const [filter, setFilter] = useState<LibraryFilter>(everything)
  const [open, setOpen] = useState<Media | null>(null)
  const uploads = useUploads<'library'>(brand.id, () => void askAgain(`/api/brands/${brand.id}/media`))
  const pages = useInfiniteQuery(
    media(brand.id, {
      q: filter.q || undefined,
      kind: filter.kind === 'all' ? undefined : filter.kind,
      tag: filter.tag ?? undefined,
      used: filter.used === 'all' ? undefined : filter.used === 'used',
      limit: 60,
    }),
  )
  const items = pages.data?.pages.flatMap((page) => page.items)
  const take = (files: File[]) => uploads.add(files, 'library')
  const drop = useDropFiles(mayWrite ? take : null)
  const filtered = filter.q !== '' || filter.kind !== 'all' || filter.used !== 'all' || filter.tag !== null
  return (
    <Page title={say('media.title')} lead={say('media.lead')} acts={mayWrite && <UploadButton onFiles={take} />}>
      <div className={styles.drop} data-dropping={drop.isOver || undefined} {...drop.handlers}>
        <MediaFilters brandId={brand.id} {...filter} onChange={(change) => setFilter({ ...filter, ...change })} />
        <UploadList uploads={uploads.uploads} onDrop={uploads.drop} onAgain={uploads.again} />
        {pages.isPending && <SkeletonRows rows={3} height="9rem" />}
        {pages.error && (
          <EmptyState
            title={failureOf(pages.error).saidIn(say)}
            acts={<Button onPress={() => void pages.refetch()}>{say('compose.again')}</Button>}
          />
        )}
        {items?.length === 0 && (
          <EmptyState title={say('media.none')} acts={!filtered && mayWrite && <UploadButton onFiles={take} />}>
            {say(filtered ? 'media.noneFound' : 'media.noneText')}
          </EmptyState>
        )}
        <ul className={styles.grid} aria-label={say('media.title')}>
          {items?.map((item) => (
            <li key={item.id}>
              <MediaTile brandId={brand.id} item={item} onPress={() => setOpen(item)} />
            </li>
          ))}
        </ul>
        <LoadMore pages={pages} />
      </div>
      {open && <MediaDrawer key={open.id} brandId={brand.id} item={open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function UploadButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const say = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button variant="primary" icon="upload" onPress={() => input.current?.click()}>
        {say('media.upload')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={takenFiles}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
