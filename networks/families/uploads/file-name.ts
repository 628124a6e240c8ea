import type { MediaFile } from '../../contract.ts'

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/zip': 'zip',
}

type Named = Pick<MediaFile, 'fileName' | 'kind' | 'mime'>

/** For servers that judge a file by its ending: that of what it really is. Letters of all alphabets stay. */
export const trueName = (file: Named): string => named(file, (stem) => stem.replace(/[^\p{L}\p{N}._-]+/gu, '-'))

/** The same in ASCII, for servers that read headers differently or make addresses of names. */
export const asciiName = (file: Named): string =>
  named(file, (stem) =>
    stem
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/gi, '-')
      .replace(/^-+|-+$/g, ''),
  )

function named({ fileName = '', kind, mime }: Named, plain: (stem: string) => string): string {
  const ending = endings[mime] ?? /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1] ?? 'bin'
  return `${plain(fileName.replace(/\.[^.]*$/, '')) || kind}.${ending}`
}
