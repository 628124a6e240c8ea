import { textOfHtml } from '../../kernel/html/text-of-html.ts'
import { escapeAttribute, escapeBrackets, htmlOf } from '../families/article/html-of-text.ts'
import { paragraphsOf } from '../families/article/paragraphs.ts'

/** A file of the site's library. `kind` is ours: a moving picture is an image to WordPress. */
export type Placed = { id: number; kind: string; url: string; alt: string; name: string }

/** The post as the block editor writes it, so that a person can go on there: https://developer.wordpress.org/block-editor/ (read 2026-11-22). */
export function blocksOf(text: string, media: Placed[]): string {
  const words = paragraphsOf(text).map((one) => block('paragraph', undefined, `<p>${htmlOf(one, escapeBrackets)}</p>`))
  return [...words, ...runsOf(media).map(mediaBlock)].join('\n\n')
}

/** The words of a post's source, without what its files say. */
export const textOfBlocks = (source: string): string =>
  textOfHtml(source.replace(/<!-- wp:(image|gallery|video|audio|file)\b[\s\S]*?<!-- \/wp:\1 -->/g, ''))

/** The ids of the files in a post's source, in their order. */
export const filesInBlocks = (source: string): number[] => [
  ...new Set(
    [...source.matchAll(/<!-- wp:(?:image|video|audio|file) (\{[^\n]*?\}) -->/g)].flatMap(([, json = '{}']) =>
      idIn(json),
    ),
  ),
]

function idIn(json: string): number[] {
  try {
    const { id } = JSON.parse(json) as { id?: unknown }
    return typeof id === 'number' ? [id] : []
  } catch {
    return []
  }
}

const block = (name: string, attributes: object | undefined, html: string) =>
  `<!-- wp:${name}${attributes ? ` ${inComment(attributes)}` : ''} -->\n${html}\n<!-- /wp:${name} -->`

/** As the block editor writes attributes: nothing in them may end the comment they stand in. */
const inComment = (attributes: object) =>
  JSON.stringify(attributes).replace(/--|[<>&]/g, (signs) =>
    [...signs].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  )

/** Pictures that follow each other stand in one gallery. */
function runsOf(media: Placed[]): Placed[][] {
  const runs: Placed[][] = []
  for (const one of media) {
    const last = runs.at(-1)
    if (last && isPicture(one) && last.every(isPicture)) last.push(one)
    else runs.push([one])
  }
  return runs
}

const isPicture = ({ kind }: Placed) => kind === 'image' || kind === 'gif'

function mediaBlock(run: Placed[]): string {
  const [one] = run
  if (!one) return ''
  if (run.length > 1)
    return block(
      'gallery',
      { linkTo: 'none' },
      `<figure class="wp-block-gallery has-nested-images columns-default is-cropped">${run.map(picture).join('\n\n')}</figure>`,
    )
  if (isPicture(one)) return picture(one)
  const src = escapeAttribute(one.url)
  if (one.kind === 'video')
    return block(
      'video',
      { id: one.id },
      `<figure class="wp-block-video"><video controls src="${src}"></video></figure>`,
    )
  if (one.kind === 'audio')
    return block(
      'audio',
      { id: one.id },
      `<figure class="wp-block-audio"><audio controls src="${src}"></audio></figure>`,
    )
  return block(
    'file',
    { id: one.id, href: one.url },
    `<div class="wp-block-file"><a href="${src}">${escapeBrackets(one.name)}</a><a href="${src}" class="wp-block-file__button wp-element-button" download>⇩</a></div>`,
  )
}

const picture = ({ id, url, alt }: Placed) =>
  block(
    'image',
    { id, sizeSlug: 'large', linkDestination: 'none' },
    `<figure class="wp-block-image size-large"><img src="${escapeAttribute(url)}" alt="${escapeAttribute(alt)}" class="wp-image-${id}"/></figure>`,
  )
