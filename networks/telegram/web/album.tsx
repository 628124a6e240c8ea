import { Picture } from '../../../web/preview/picture.tsx'
import { croppedRatio } from '../../../web/preview/seen-part.ts'
import { PlaySign, Sign } from '../../../web/preview/sign.tsx'
import { lengthOf } from '../../../web/preview/text-parts.ts'
import type { PreviewProps } from '../../../web/preview-contract.ts'
import type { MediaUse } from '../../compose.ts'
import { albumRows } from './album-rows.ts'
import styles from './preview.module.css'

type AlbumProps = { media: MediaUse[]; mediaUrl: PreviewProps['mediaUrl']; spoiler: boolean }

/** Pictures and videos as a mosaic; sound and documents as a list. */
export function Album({ media, mediaUrl, spoiler }: AlbumProps) {
  const files = media.filter((one) => one.kind === 'audio' || one.kind === 'document')
  if (files.length > 0) return <Files files={files} />
  const rows = albumRows(media.map((one) => croppedRatio(one)))
  return (
    <div className={styles.album}>
      {rows.map((row) => (
        <div
          key={row.cells[0]?.at}
          className={styles.row}
          style={{ gridTemplateColumns: row.cells.map((cell) => `${cell.ratio}fr`).join(' ') }}
        >
          {row.cells.map((cell) => {
            const one = media[cell.at]
            return one && <Cell key={one.id} media={one} mediaUrl={mediaUrl} ratio={cell.ratio} spoiler={spoiler} />
          })}
        </div>
      ))}
    </div>
  )
}

function Cell({
  media,
  mediaUrl,
  ratio,
  spoiler,
}: {
  media: MediaUse
  mediaUrl: AlbumProps['mediaUrl']
  ratio: number
  spoiler: boolean
}) {
  return (
    <div className={styles.cell}>
      <Picture media={media} mediaUrl={mediaUrl} ratio={ratio} />
      {media.kind === 'video' && (
        <>
          <span className={styles.play}>
            <PlaySign size={22} />
          </span>
          <span className={styles.length}>{lengthOf(media.durationMs)}</span>
        </>
      )}
      {media.kind === 'gif' && <span className={styles.length}>GIF</span>}
      {spoiler && <span className={styles.hidden} />}
    </div>
  )
}

function Files({ files }: { files: MediaUse[] }) {
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id} className={styles.file}>
          <span className={styles.fileSign}>
            <Sign size={20}>
              <path
                d={
                  file.kind === 'audio'
                    ? 'M9 18V6l10-2v12M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM19 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z'
                    : 'M6 3h8l5 5v13H6zM14 3v5h5'
                }
              />
            </Sign>
          </span>
          {file.fileName ?? file.mime}
        </li>
      ))}
    </ul>
  )
}
